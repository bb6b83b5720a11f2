// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "answerbuilder.h"
#include "apikeys.h"
#include "completion.h"
#include "conversation.h"
#include "currentendpoint.h"
#include "historystore.h"
#include "requestrecord.h"
#include "turnlistmodel.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace tabletalk {

//! What a session works with; all outlive it.
struct ChatServices {
    HistoryStore &history;
    CompletionService &completions;
    ApiKeys &keys;
    CurrentEndpoint &endpoint;
};

//! A conversation as a running thing: takes messages, has them answered, keeps everything on disk as it
//! goes. One per conversation, shared by all windows. Window thread.
//!
//! Order is the promise: the person's turn is on disk before its request leaves, the answer is written
//! at least once a second while it streams, and every failure becomes part of the answer turn with what
//! can be done next. A request is never repeated by itself.
class ChatSession : public QObject {
    Q_OBJECT
public:
    enum class State {
        Idle,
        Waiting, //!< sent, or about to be: nothing has arrived
        Streaming,
    };

    //! `isNew`: not on disk until there is something worth keeping.
    ChatSession(const Conversation &conversation, bool isNew, const ChatServices &services,
                QObject *parent = nullptr);
    ~ChatSession() override;

    const Conversation &conversation() const { return m_conversation; }
    TurnListModel &turns() { return m_turns; }
    State state() const { return m_state; }
    bool isBusy() const { return m_state != State::Idle; }
    //! False until the turns of a conversation from disk have been listed.
    bool isLoaded() const { return m_loaded; }
    //! Saved at least once, or about to be.
    bool isOnDisk() const { return m_isOnDisk; }
    //! Nothing was ever said in it, and it is loaded.
    bool isEmpty() const { return m_loaded && m_turns.rowCount() == 0; }

    //! Takes the message, or says why not (NoModel, NoKey) and takes nothing. While an answer streams the
    //! message is queued; a second one is joined to the first.
    Result<Done> send(const QString &text);
    const QString &queuedMessage() const { return m_queued; }
    //! Takes the queued message back, for editing or for good.
    QString takeQueuedMessage();

    //! Stops receiving; what has arrived stays, marked.
    void stop();
    //! Asks again: a new answer beside the old one. Only for the last turn of the path.
    void retry();
    //! Asks for the rest of a stopped or cut answer: a new answer that begins with the old one's text.
    void continueAnswer();
    //! From here on a failing disk does not hold messages back in this conversation.
    void sendUnsaved();

    void setModel(const QString &id);
    void setInstructions(const QString &instructions);
    void setParameters(const Parameters &parameters);
    void setTitle(const QString &title);
    //! Kept on disk within a second.
    void setDraft(const QString &draft);
    //! Writes at once what waits for a timer; for quitting.
    void flush();

signals:
    void stateChanged();
    void loaded();
    void queuedMessageChanged();
    void conversationChanged();
    //! An answer ended, whichever way.
    void answered(tabletalk::TurnId answer);
    //! Something could not be written; the session goes on in memory.
    void storageFailed(const tabletalk::Error &error);

private:
    void load();
    void beginAnswer(const Turn &asked);
    //! By value: the turn that `beginning` was read from leaves the model.
    void beginSiblingAnswer(QList<Step> beginning);
    void appendAnswer(TurnId parent, QList<Step> beginning);
    void prepareRequest();
    void startRequest(const KeyInUse &key, const QList<Turn> &path);
    void takeEvents(const QList<CompletionEvent> &events);
    void finishAnswer(const CompletionOutcome &outcome);
    void failAnswer(const Error &error);
    void setQueued(const QString &text);
    void sendQueued();
    void setState(State state);
    void saveConversation();
    void touchConversation();
    void writeAnswer(bool final);
    QList<Turn> heldPath();
    Turn &answer() { return m_turns.heldTurn(m_answer); }

    ChatServices m_services;
    Conversation m_conversation;
    TurnListModel m_turns;
    State m_state = State::Idle;
    bool m_loaded = false;
    bool m_isOnDisk = false;
    bool m_sendUnsaved = false;
    QString m_queued;

    TurnId m_answer; //!< being written while the state is not Idle
    AnswerBuilder m_builder;
    RequestRecord m_request;
    std::unique_ptr<CompletionStream> m_stream;
    int m_generation = 0; //!< of requests: what belongs to an earlier one is dropped

    QTimer m_answerTimer; //!< runs only while an answer has unwritten text
    QTimer m_conversationTimer;
};

} // namespace tabletalk
