// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema.h"

#include <SQLiteCpp/Transaction.h>

namespace tabletalk {

namespace {

constexpr int kApplicationId = 0x54624C6B; // "TbLk"; set by the first migration

int userVersion(SQLite::Database &database)
{
    return database.execAndGet("PRAGMA user_version").getInt();
}

} // namespace

FileVersion fileVersion(SQLite::Database &database, std::span<const Migration> steps)
{
    const int version = userVersion(database);
    const int application = database.execAndGet("PRAGMA application_id").getInt();
    if (version == 0 && application == 0) {
        const bool hasTables = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() > 0;
        return hasTables ? FileVersion::Foreign : FileVersion::Empty;
    }
    if (application != kApplicationId || version < 1)
        return FileVersion::Foreign;
    const int newest = steps.back().version;
    if (version == newest)
        return FileVersion::Current;
    return version < newest ? FileVersion::Older : FileVersion::Newer;
}

void migrate(SQLite::Database &database, std::span<const Migration> steps)
{
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    // Read inside the transaction: a second process may have migrated while we waited for it.
    const int version = userVersion(database);
    for (const Migration &step : steps) {
        if (step.version > version)
            database.exec(step.sql);
    }
    transaction.commit();
}

} // namespace tabletalk
