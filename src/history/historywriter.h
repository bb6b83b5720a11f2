// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation.h"
#include "requestrecord.h"
#include "turn.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <memory>

namespace tabletalk {

//! Whether a commit waits until the disk has it. Either survives the death of the process; only Synced
//! survives the loss of power, and it carries every commit before it along, since the log is one file that
//! only grows.
enum class Durability { Logged, Synced };

//! The statements that change the file, on a connection of their own. Each function is one transaction.
//! Used by one thread at a time; throws std::exception, SQLite::Exception where SQLite failed.
class HistoryWriter {
public:
    //! The database must hold the current schema.
    explicit HistoryWriter(std::unique_ptr<SQLite::Database> database);

    void save(const Conversation &conversation);
    void insert(const Turn &turn);
    void update(const Turn &turn, Durability durability);
    void save(const RequestRecord &record);
    void setDeleted(ConversationId id, std::optional<qint64> deletedMs);

    //! Marks what was being written when the program last ended as cut, `failure` being the reason shown.
    void closeOpenTurns(const Error &failure);

    //! The largest id of any kind, 0 in an empty file.
    qint64 highestId();

private:
    void setDurability(Durability durability);
    void insertSteps(const Turn &turn);

    std::unique_ptr<SQLite::Database> m_database; // before the statements, which must not outlive it
    Durability m_durability = Durability::Synced;
    SQLite::Statement m_saveConversation;
    SQLite::Statement m_setDeleted;
    SQLite::Statement m_touchConversation;
    SQLite::Statement m_selectRoot;
    SQLite::Statement m_selectChild;
    SQLite::Statement m_insertTurn;
    SQLite::Statement m_updateTurn;
    SQLite::Statement m_removeSteps;
    SQLite::Statement m_insertStep;
    SQLite::Statement m_saveRequest;
};

} // namespace tabletalk
