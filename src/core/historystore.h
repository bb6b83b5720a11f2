// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation.h"
#include "requestrecord.h"
#include "result.h"
#include "turn.h"

#include <QFuture>
#include <QList>

namespace tabletalk {

//! A conversation and the summaries of the turns on its selected path, oldest first.
struct OpenedConversation {
    Conversation conversation;
    QList<TurnSummary> path;
};

//! Conversations on disk. Called from the window thread. Writes run in the order they were asked for on
//! the writer thread; reads, but for turn(), on the reader thread, and see every write asked for before
//! them. Nothing here throws. After a write has failed the store stays usable and reports each failure.
//! Errors: the Storage… kinds.
class HistoryStore {
public:
    virtual ~HistoryStore() = default;

    //! Fresh ids, unique in this file and given out without touching it.
    virtual ConversationId nextConversationId() = 0;
    virtual TurnId nextTurnId() = 0;
    virtual RequestId nextRequestId() = 0;

    //! Not the deleted ones; most recently changed first; drafts included, turns not.
    virtual QFuture<Result<QList<Conversation>>> conversations() = 0;
    virtual QFuture<Result<OpenedConversation>> open(ConversationId id) = 0;
    //! Every turn of the selected path, whole, oldest first: what a request is made of.
    virtual QFuture<Result<QList<Turn>>> turnsOfPath(ConversationId id) = 0;
    //! One turn by its id, on the window's own read-only connection: about a millisecond.
    virtual Result<Turn> turn(TurnId id) = 0;

    //! Inserts or replaces the row, never its turns.
    virtual QFuture<Result<Done>> save(const Conversation &conversation) = 0;
    //! Inserts the turn with its steps and selects it as its parent's child; with synchronous=FULL.
    virtual QFuture<Result<Done>> insert(const Turn &turn) = 0;
    //! Replaces the steps and the ending of an answer that is being written. `final` syncs to the disk.
    virtual QFuture<Result<Done>> update(const Turn &turn, bool final) = 0;
    virtual QFuture<Result<Done>> save(const RequestRecord &record) = 0;

    //! Hides the conversation; restore() brings it back as it was.
    virtual QFuture<Result<Done>> remove(ConversationId id) = 0;
    virtual QFuture<Result<Done>> restore(ConversationId id) = 0;
};

} // namespace tabletalk
