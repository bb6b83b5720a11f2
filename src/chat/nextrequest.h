// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "chatservices.h"
#include "requestplan.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

namespace tabletalk {

class ChatSession;

//! What the next request of a conversation sends while its message is being written: counted as it changes,
//! and whole for who wants to read it. Sends nothing. Window thread; the counting of earlier turns is done
//! elsewhere.
class NextRequest : public QObject {
    Q_OBJECT
public:
    struct Summary {
        int earlierTurns = 0;
        int pictures = 0; //!< here and below: of the message and of earlier turns
        int documents = 0;
        int tables = 0; //!< whose rows all go along
        int schemas = 0; //!< of tables
        qint64 rows = 0; //!< of both
        qint64 tokens = 0; //!< by our estimate
        bool fits = true; //!< the model's context, as far as that is known
        bool operator==(const Summary &) const = default;
    };
    struct Preview {
        CompletionRequest request; //!< without a key
        bool fits = true; //!< else it is not sent before a person says what to leave out
    };

    //! All of `services` outlives it.
    explicit NextRequest(const ChatServices &services, QObject *parent = nullptr);
    ~NextRequest() override;

    void setSession(ChatSession &session);
    //! What is being written. Counted a moment later.
    void setMessage(const QString &text, const QList<Attachment> &attachments);

    //! None while there is nothing to send.
    const std::optional<Summary> &summary() const { return m_summary; }
    //! The next request, whole, as it would be sent now.
    QFuture<Result<Preview>> preview();

signals:
    void changed();

private:
    void countPath();
    void count();
    QFuture<Result<QList<Turn>>> path() const;

    ChatServices m_services;
    QPointer<ChatSession> m_session;
    std::unique_ptr<QObject> m_sessionContext; //!< connections to the session die with it
    std::unique_ptr<QObject> m_counting; //!< who waits for the count of the path
    QString m_text;
    QList<Attachment> m_attachments;
    Summary m_attached; //!< of the message
    Summary m_earlier; //!< of the path and the instructions
    std::optional<Summary> m_summary;
    QTimer m_timer;
};

} // namespace tabletalk
