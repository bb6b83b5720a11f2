// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation.h"
#include "conversationtree.h"
#include "folder.h"
#include "requestrecord.h"
#include "result.h"
#include "scrollanchor.h"
#include "turn.h"

#include <QFuture>
#include <QList>
#include <QSet>

#include <chrono>
#include <optional>

namespace tabletalk {

//! A conversation and the summaries of the turns on its selected path, oldest first.
struct OpenedConversation {
    Conversation conversation;
    QList<TurnSummary> path;
    ScrollAnchor place; //!< where it was last read
    QList<Attachment> draftAttachments;
};

//! Which conversations are listed.
struct ConversationFilter {
    bool archived = false; //!< the archived ones instead of the current ones
    std::optional<FolderId> folder; //!< only those in it; an invalid id: only those in no folder
};

//! What is to change in a conversation's filing; what is empty stays. An invalid folder takes it out.
struct FilingChange {
    std::optional<FolderId> folder;
    std::optional<bool> isPinned;
    std::optional<bool> isArchived;
    std::optional<bool> isUnread;
};

//! Whether a write that failed with this is kept, and repeated until it is saved.
inline bool isSavedLater(const Error &error)
{
    return error.nextSteps.contains(NextStep::SendUnsaved) && error.nextSteps.contains(NextStep::Retry);
}

//! How long the trash keeps a conversation, and how long a deleted turn is kept.
constexpr std::chrono::days kTrashKeeps{30};

struct TrashedConversation {
    Conversation conversation;
    qint64 deletedMs = 0; //!< Unix milliseconds
    int daysLeft = 0; //!< until it is erased; 0 on the last day

    bool operator==(const TrashedConversation &) const = default;
};

//! Conversations on disk. Called from the window thread. Writes run in the order they were asked for on
//! the writer thread; reads, but for turn(), on the reader thread, and see every write asked for before
//! them. Nothing here throws. After a write has failed the store stays usable and reports each failure.
//! Errors: the Storage… kinds. Of a write they come with NextStep::SendUnsaved, and together with
//! NextStep::Retry where the disk may take it later: then, but for select(), removeTurn(), restoreTurn(),
//! erase() and whole trees, the store keeps the write in memory and repeats it by itself, all in their order;
//! see whenSaved().
class HistoryStore {
public:
    virtual ~HistoryStore() = default;

    //! Fresh ids, unique in this file and given out without touching it.
    virtual ConversationId nextConversationId() = 0;
    virtual TurnId nextTurnId() = 0;
    virtual RequestId nextRequestId() = 0;
    virtual FolderId nextFolderId() = 0;

    //! Not the deleted ones; most recently changed first; drafts included, turns not.
    virtual QFuture<Result<QList<Conversation>>> conversations(const ConversationFilter &filter) = 0;
    virtual QFuture<Result<OpenedConversation>> open(ConversationId id) = 0;
    //! Every turn of the selected path, whole, oldest first: what a request is made of.
    virtual QFuture<Result<QList<Turn>>> turnsOfPath(ConversationId id) = 0;
    //! One turn by its id, on the window's own read-only connection: about a millisecond.
    virtual Result<Turn> turn(TurnId id) = 0;
    //! All versions of a turn, itself included, oldest first.
    virtual QFuture<Result<QList<TurnSummary>>> versions(TurnId node) = 0;
    //! Everything, versions that are not shown as well.
    virtual QFuture<Result<ConversationTree>> tree(ConversationId id) = 0;

    //! Inserts or replaces the row, never its turns. Only an insert takes the filing.
    virtual QFuture<Result<Done>> save(const Conversation &conversation) = 0;
    //! Inserts the turn with its steps and selects it as its parent's child; with synchronous=FULL.
    virtual QFuture<Result<Done>> insert(const Turn &turn) = 0;
    //! Replaces the steps and the ending of an answer that is being written. `final` syncs to the disk.
    virtual QFuture<Result<Done>> update(const Turn &turn, bool final) = 0;
    virtual QFuture<Result<Done>> save(const RequestRecord &record) = 0;
    //! Shows the turn: selects it and, as far as they are not, the turns above it. What was selected below it
    //! stays. Gives the whole path that is shown then.
    virtual QFuture<Result<QList<TurnSummary>>> select(TurnId node) = 0;
    //! Hides the turn and everything below it, until restoreTurn() or for as long as the trash keeps things.
    //! Shown instead is the version before it, else the one after it, else nothing. Gives the whole path that
    //! is shown then. Nothing of what is hidden is found, counted as a version, or in a tree().
    virtual QFuture<Result<QList<TurnSummary>>> removeTurn(TurnId turn) = 0;
    //! Brings back what removeTurn() of this turn hid, and shows it; the whole path then.
    virtual QFuture<Result<QList<TurnSummary>>> restoreTurn(TurnId turn) = 0;
    //! Inserts a whole conversation at once, or nothing of it; its ids are new in this file.
    virtual QFuture<Result<Done>> insert(const ConversationTree &tree) = 0;
    virtual QFuture<Result<Done>> savePlace(ConversationId id, const ScrollAnchor &place) = 0;
    //! What will go along with the draft; the conversation must have been saved before.
    virtual QFuture<Result<Done>> saveDraftAttachments(ConversationId id,
                                                       const QList<Attachment> &attachments) = 0;
    //! The SHA-256 of every attachment that a turn or a draft names, in the trash too, here or in any copy
    //! of the history. Fails where one of them cannot be read.
    virtual QFuture<Result<QSet<QByteArray>>> attachmentsInUse() = 0;

    //! From now on everything about this conversation, which is not stored yet, stays in memory; nothing of
    //! it reaches the disk, also no request. It is in no list.
    virtual void keepInMemory(ConversationId id) = 0;
    //! Ends that: stores what it holds, and from here on what is added.
    virtual QFuture<Result<Done>> keepOnDisk(ConversationId id) = 0;

    //! Ends when no write that failed is kept in memory any more: at once when there is none.
    virtual QFuture<Result<Done>> whenSaved() = 0;

    //! In the order they were given.
    virtual QFuture<Result<QList<Folder>>> folders() = 0;
    //! Renames a stored folder, or adds a new one behind the others.
    virtual QFuture<Result<Done>> save(const Folder &folder) = 0;
    //! Folders that are not named keep their order behind those that are.
    virtual QFuture<Result<Done>> orderFolders(const QList<FolderId> &order) = 0;
    //! Its conversations stay and are in no folder then.
    virtual QFuture<Result<Done>> removeFolder(FolderId id) = 0;
    //! All of them or none. Does not count as a change to the conversations.
    virtual QFuture<Result<Done>> file(const QList<ConversationId> &ids, const FilingChange &change) = 0;

    //! Into the trash; restore() brings them back as they were.
    virtual QFuture<Result<Done>> remove(const QList<ConversationId> &ids) = 0;
    virtual QFuture<Result<Done>> restore(const QList<ConversationId> &ids) = 0;
    //! Most recently deleted first.
    virtual QFuture<Result<QList<TrashedConversation>>> trash() = 0;
    //! For good: no word of them is left in the data folder, but for the copies that are named, by their
    //! names for HistoryBackups. Requests stay as figures. What is being answered must have been stopped.
    virtual QFuture<Result<QStringList>> erase(const QList<ConversationId> &ids) = 0;
};

} // namespace tabletalk
