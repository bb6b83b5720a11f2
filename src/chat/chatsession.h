// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "chatservices.h"
#include "contextfit.h"
#include "conversation.h"
#include "retrycountdown.h"
#include "sendingchoice.h"
#include "turnlistmodel.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>

namespace tabletalk {

class AnswerRun;

//! A conversation as a running thing: takes messages, has them answered, keeps everything on disk as it
//! goes. One per conversation, shared by all windows. Window thread.
//!
//! Order is the promise: the person's turn is on disk before its request leaves, the answer is written
//! at least once a second while it streams, and every failure becomes part of the answer turn with what
//! can be done next. A request is repeated by itself only where the first certainly cost nothing, twice at
//! most, and in sight: see RetryCountdown.
//!
//! What was said once stays: an edit, another answer, a continuation is a version beside the old one, and
//! what stood below it is another branch. The commands that make or show one are refused, with a sentence,
//! while an answer arrives.
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
    //! Runs while a request waits to be sent again; stateChanged() tells of each second. stop() ends it.
    const RetryCountdown &retryCountdown() const { return m_retry; }
    //! False until the turns of a conversation from disk have been listed.
    bool isLoaded() const { return m_loaded; }
    //! Saved at least once, or about to be.
    bool isOnDisk() const { return m_isOnDisk; }
    //! Nothing was ever said in it, and it is loaded.
    bool isEmpty() const { return m_loaded && m_turns.rowCount() == 0; }

    //! Takes the message, or says why not (NoModel, NoKey) and takes nothing. While an answer streams the
    //! message is queued; a second one is joined to the first.
    Result<Done> send(const QString &text, const QList<Attachment> &attachments = {});
    const QString &queuedMessage() const { return m_queued; }
    const QList<Attachment> &queuedAttachments() const { return m_queuedAttachments; }
    //! Takes the queued message back, for editing or for good; first what is attached to it.
    QList<Attachment> takeQueuedAttachments();
    QString takeQueuedMessage();

    //! Stops receiving; what has arrived stays, marked.
    void stop();
    //! Asks for the rest of a stopped or cut answer, the last turn of the path: a new answer that begins
    //! with the old one's text.
    void continueAnswer();
    //! A new version of an own message; with `rerun` it is asked at once. The same text with the same
    //! attachments is no version. Without `attachments` those of the old version go along.
    Result<Done> editQuestion(TurnId question, const QString &text, bool rerun,
                              const std::optional<QList<Attachment>> &attachments = {});
    //! A new version of an answer, in the person's words.
    Result<Done> editAnswer(TurnId answer, const QString &text);
    //! Asks for another answer: beside this one, or to this question. Of `model`, which leaves the
    //! conversation's as it is; empty is the conversation's.
    //! What is not set of `choice` is as usual in this conversation.
    Result<Done> regenerate(TurnId turn, const QString &model = {}, const SendingChoice &choice = {});
    //! How what an answer is asked with fits the context: that of the conversation's model, else the one that
    //! the answer's refusal names.
    QFuture<Result<ContextFit>> contextFit(TurnId answer);
    //! From here on, while the program runs, the oldest turns stay behind where the conversation does not
    //! fit; each answer says so.
    void setLeavesOutOldest(bool leavesOut);
    bool leavesOutOldest() const { return m_leavesOutOldest; }
    //! Shows another version of a turn of the path, and what was last shown below it.
    Result<Done> selectVersion(TurnId turn, int index);
    //! Hides a turn of the path with all that follows it; the version beside it is shown then, if there is
    //! one. turnsRemoved() tells when it is done.
    Result<Done> removeTurn(TurnId turn);
    //! Brings back and shows what was removed last, since the program started.
    Result<Done> restoreRemoved();
    //! From here on a failing disk does not hold messages back in this conversation.
    void sendUnsaved();

    void setModel(const QString &id);
    void setInstructions(const QString &instructions);
    void setParameters(const Parameters &parameters);
    //! Which of the endpoint's keys it is asked with (see ApiKeys); empty is the active one.
    void setKey(const QString &id);
    void setTitle(const QString &title);
    //! Kept on disk within a second.
    void setDraft(const QString &draft);
    //! Where the conversation was last read, in whichever window; kept on disk.
    void setPlace(const ScrollAnchor &place);
    const ScrollAnchor &place() const { return m_place; }
    //! Shows the branch a turn is on, and says turnShown() when it does; also before it is loaded.
    void showTurn(TurnId turn);
    //! What will go along with the draft; kept on disk, with what waits in the queue.
    void setDraftAttachments(const QList<Attachment> &attachments);
    const QList<Attachment> &draftAttachments() const { return m_draftAttachments; }
    //! Writes at once what waits for a timer; for quitting.
    void flush();

signals:
    void stateChanged();
    void loaded();
    void queuedMessageChanged();
    void conversationChanged();
    void turnShown(tabletalk::TurnId turn);
    //! So many turns of the path were hidden.
    void turnsRemoved(int count);
    //! An answer ended, whichever way.
    void answered(tabletalk::TurnId answer);
    //! Something could not be written; the session goes on in memory.
    void storageFailed(const tabletalk::Error &error);

private:
    void load();
    void ask(const Turn &asked, int row);
    //! An answer to the turn above `row`, in its place. `beginning` by value: the turn that it was read
    //! from leaves the model.
    void beginAnswer(int row, const QString &model, QList<Step> beginning, const SendingChoice &choice = {});
    //! Its future is that of the answer's insertion.
    QFuture<Result<Done>> placeAnswer(int row, const QString &model, QList<Step> beginning,
                                      SendingChoice choice);
    //! Starts the run once `saved` has ended well, or need not; `written` is the turn it is about, if it has
    //! to be noted.
    void startWhenSaved(const QFuture<Result<Done>> &saved, TurnId written = {});
    void releaseWhenSaved();
    static Error refusalWhileBusy();
    Result<int> changeableRow(TurnId turn) const;
    Result<Done> placeEdited(int row, const QList<Step> &steps, bool rerun);
    void select(TurnId turn);
    void showSelected(const Result<QList<TurnSummary>> &path);
    void noteWritten(TurnId turn, const Result<Done> &result);
    void endAnswer(const CompletionOutcome &outcome);
    void setQueued(const QString &text, const QList<Attachment> &attachments);
    void sendQueued();
    void setState(State state);
    void saveConversation();
    void saveDraftAttachments();
    void report(const QFuture<Result<Done>> &written);
    void touchConversation();
    static Error noModel();

    ChatServices m_services;
    Conversation m_conversation;
    TurnListModel m_turns;
    State m_state = State::Idle;
    bool m_loaded = false;
    bool m_isOnDisk = false;
    bool m_sendUnsaved = false;
    bool m_leavesOutOldest = false;
    QString m_queued;
    ScrollAnchor m_place;
    TurnId m_turnToShow; //!< once it is loaded
    QList<Attachment> m_queuedAttachments;
    QList<Attachment> m_draftAttachments;

    QList<TurnId> m_removed; //!< what restoreRemoved() brings back, the last one first
    QSet<TurnId> m_unsaved; //!< the disk did not take them: they are in the model alone
    bool m_awaitsSaving = false;
    RetryCountdown m_retry; //!< of the run; idle without one
    std::unique_ptr<AnswerRun> m_run; //!< while the state is not Idle
    QTimer m_conversationTimer;
};

} // namespace tabletalk
