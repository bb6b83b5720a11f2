// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"
#include "ids.h"
#include "result.h"
#include "sendingchoice.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>

namespace tabletalk {

class ChatSession;
class ConversationView;
class CredentialGuard;
class EditBox;

//! What can be done to a turn of the conversation on screen: edit it, ask again, walk its versions, delete
//! it. Turns what the view asks for into commands on the session, and says what came of it. An edit that was
//! begun waits with its conversation until it is saved or cancelled.
class TurnActions : public QObject {
    Q_OBJECT
public:
    //! All outlive it.
    TurnActions(ConversationView &view, EditBox &box, CredentialGuard &guard, QObject *parent = nullptr);

    void setSession(ChatSession &session);
    void edit(TurnId turn);
    void editLastQuestion();
    //! Another answer; of `model` unless it is empty.
    void regenerate(TurnId turn, const QString &model, const SendingChoice &choice = {});
    //! Asks how many of the oldest turns stay behind, then asks the model again.
    void leaveOutOldest(TurnId answer);
    //! The version `by` further of the turn that the keyboard is on, else of the last that has several.
    void showOtherVersion(int by);
    //! Brings back what was deleted last.
    void restoreRemoved();
    //! Leaves the edit. False if there is none.
    bool cancelEdit();

signals:
    //! One sentence for the status line.
    void said(const QString &text);
    void editingChanged(bool isEditing);
    //! Something was done that `undo` undoes.
    void undoable(const QString &text, const std::function<void()> &undo);
    //! An edit was left; resumeEdit() with the same takes it up again.
    void editDropped(tabletalk::TurnId turn, const QString &text,
                     const QList<tabletalk::Attachment> &attachments);
    //! Something was asked: its answer is at the end.
    void asked();

public slots:
    void resumeEdit(tabletalk::TurnId turn, const QString &text,
                    const QList<tabletalk::Attachment> &attachments);
    void selectVersion(tabletalk::TurnId turn, int index);

private:
    struct Edit {
        TurnId turn;
        QString text;
        QList<Attachment> attachments;
    };

    void offerUndo(int removedTurns);
    void save(const QString &text, bool rerun);
    void saveChecked(const QString &text, bool rerun);
    void endEdit();
    void restoreRemoved(ChatSession &session);
    bool report(const Result<Done> &result);

    ConversationView &m_view;
    EditBox &m_box;
    CredentialGuard &m_guard;
    ChatSession *m_session = nullptr;
    std::unique_ptr<QObject> m_sessionContext; //!< connections to the shown session die with it
    TurnId m_edited; //!< in the box; none while it is closed
    QHash<ConversationId, Edit> m_waiting; //!< edits of conversations that are not shown
};

} // namespace tabletalk
