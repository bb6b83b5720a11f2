// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "database.h"

#include "logging.h"

#include <QFile>

namespace tabletalk {

namespace {

//! A sort that spills must not leave conversations in the temporary folder, and a hostile file's schema must
//! not call functions with side effects. What is deleted is overwritten.
constexpr const char *kSettings = "PRAGMA foreign_keys = ON;"
                                  "PRAGMA temp_store = MEMORY;"
                                  "PRAGMA trusted_schema = OFF;"
                                  "PRAGMA secure_delete = ON;";

} // namespace

std::unique_ptr<SQLite::Database> openDatabase(const QString &path, Access access,
                                               std::chrono::milliseconds patience)
{
    const int flags = access == Access::ReadOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE;
    auto database = std::make_unique<SQLite::Database>(QFile::encodeName(path).toStdString(),
                                                       flags | SQLite::OPEN_NOMUTEX, int(patience.count()));
    database->exec(kSettings);
    return database;
}

void enableWriteAheadLog(SQLite::Database &database)
{
    const std::string mode = database.execAndGet("PRAGMA journal_mode = WAL").getString();
    if (mode != "wal")
        qCWarning(lcHistory) << "no write-ahead log on this file system, journal mode is" << mode.c_str();
}

} // namespace tabletalk
