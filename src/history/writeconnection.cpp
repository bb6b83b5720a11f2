// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "writeconnection.h"

#include <sqlite3.h>

#include <utility>

namespace tabletalk {

WriteConnection::WriteConnection(std::unique_ptr<SQLite::Database> database)
    : m_database(std::move(database))
{
}

void WriteConnection::emptyLog()
{
    if (m_database->execAndGet("PRAGMA wal_checkpoint(TRUNCATE)").getInt() != 0)
        throw SQLite::Exception("the log is still being read", SQLITE_BUSY);
}

void WriteConnection::setDurability(Durability durability)
{
    if (durability == m_durability)
        return;
    // FULL syncs the log at the end of each commit, NORMAL only before a checkpoint. The pragma takes
    // effect when it is prepared and is refused inside a transaction.
    m_database->exec(durability == Durability::Synced ? "PRAGMA synchronous = FULL"
                                                      : "PRAGMA synchronous = NORMAL");
    m_durability = durability;
}

} // namespace tabletalk
