// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historystore.h"
#include "selectedpath.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace tabletalk {

//! The statements that read the file, on a read-only connection of their own. Each function sees one state
//! of the file. Used by one thread at a time; throws SQLite::Exception, also (as SQLITE_CORRUPT) when a
//! row holds what no version of ours writes.
class HistoryReader {
public:
    //! `patience` as for openDatabase().
    HistoryReader(const QString &path, std::chrono::milliseconds patience);

    //! Not the deleted ones, most recently changed first.
    QList<Conversation> conversations();
    //! These three are empty when there is no such row. A deleted conversation is still there.
    std::optional<OpenedConversation> open(ConversationId id);
    std::optional<QList<Turn>> turnsOfPath(ConversationId id);
    std::optional<Turn> turn(TurnId id);

private:
    std::optional<OpenedConversation> readOpened(ConversationId id);
    std::optional<Turn> readTurn(TurnId id);
    QList<Step> readSteps(TurnId id);

    std::unique_ptr<SQLite::Database> m_database; // before the statements, which must not outlive it
    SQLite::Statement m_conversations;
    SQLite::Statement m_conversation;
    SQLite::Statement m_nodes;
    SQLite::Statement m_turn;
    SQLite::Statement m_steps;
};

} // namespace tabletalk
