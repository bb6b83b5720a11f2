// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historystore.h"

#include <map>
#include <mutex>
#include <optional>

namespace tabletalk {

//! The conversations that stay in memory: they take what is written and give what is read as the file
//! would. What belongs to none of them is answered with "not mine": false or empty. From any thread.
class TemporaryConversations {
public:
    void begin(ConversationId id);
    //! From now on nothing more is taken, and what is there goes on being read until end().
    void leave(ConversationId id);
    void end(ConversationId id);

    bool take(const Conversation &conversation);
    bool takeNew(const Turn &turn);
    bool takeUpdate(const Turn &turn);
    bool take(const RequestRecord &record);
    bool select(TurnId node);
    //! As HistoryStore's; the path that is shown then.
    std::optional<QList<TurnSummary>> removeTurn(TurnId turn);
    std::optional<QList<TurnSummary>> restoreTurn(TurnId turn);
    //! Filing, a place and the like, which are void here.
    bool holds(ConversationId id) const;

    std::optional<OpenedConversation> open(ConversationId id) const;
    std::optional<QList<Turn>> turnsOfPath(ConversationId id) const;
    std::optional<ConversationTree> tree(ConversationId id) const;
    std::optional<Turn> turn(TurnId id) const;
    std::optional<QList<TurnSummary>> versions(TurnId node) const;
    //! The path that is shown of the conversation this turn belongs to.
    std::optional<QList<TurnSummary>> pathAround(TurnId node) const;

private:
    struct Entry {
        Conversation conversation;
        std::map<TurnId, Turn> turns;
        QMap<TurnId, TurnId> selected;
        std::map<RequestId, RequestRecord> requests;
        std::map<TurnId, std::map<TurnId, Turn>> removed; //!< by the one that was: it and all below it
        bool isLeaving = false;
    };
    static QList<TurnSummary> pathIn(const Entry &entry);
    static void select(Entry &entry, TurnId node);
    const Entry *entryOf(TurnId id) const;
    //! One that still takes.
    Entry *taking(ConversationId id);

    mutable std::mutex m_mutex; // guards what follows
    std::map<ConversationId, Entry> m_entries;
};

} // namespace tabletalk
