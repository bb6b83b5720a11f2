// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <memory>

namespace tabletalk {

//! Whether a commit waits until the disk has it. Either survives the death of the process; only Synced
//! survives the loss of power, and it carries every commit before it along, since the log is one file that
//! only grows.
enum class Durability { Logged, Synced };

//! The one connection that changes the file. Used by one thread at a time.
class WriteConnection {
public:
    //! The database must hold the current schema.
    explicit WriteConnection(std::unique_ptr<SQLite::Database> database);

    SQLite::Database &database() { return *m_database; }

    //! Runs `work` in one transaction: what it throws, and nothing else, leaves the file as it was. Throws
    //! also SQLite::Exception.
    template <class Work>
    void transact(Durability durability, Work work)
    {
        setDurability(durability);
        SQLite::Transaction transaction(*m_database, SQLite::TransactionBehavior::IMMEDIATE);
        work();
        transaction.commit();
    }

    //! Moves the log into the file and empties it. Throws SQLITE_BUSY when a reader holds on to it.
    void emptyLog();

private:
    void setDurability(Durability durability);

    std::unique_ptr<SQLite::Database> m_database;
    Durability m_durability = Durability::Synced;
};

} // namespace tabletalk
