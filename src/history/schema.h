// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <SQLiteCpp/Database.h>

#include <span>

namespace tabletalk {

//! One step forward from the version before. The SQL sets PRAGMA user_version to `version` itself.
struct Migration {
    int version = 0;
    const char *sql = nullptr;
};

//! All of them, oldest first; the last one's version is the one this program writes. The tables are
//! described in schema.md.
std::span<const Migration> migrations();

enum class FileVersion {
    Empty, //!< no table yet
    Older, //!< to be migrated
    Current,
    Newer, //!< written by a newer program: may be read, must not be written
    Foreign, //!< a database, but not ours
};

//! Throws SQLite::Exception, as does what follows; SQLITE_NOTADB when the file is no database at all.
FileVersion fileVersion(SQLite::Database &database, std::span<const Migration> steps = migrations());

//! Brings the file to the last step's version: all or nothing, in one transaction. Nothing happens when it
//! is there already.
void migrate(SQLite::Database &database, std::span<const Migration> steps = migrations());

} // namespace tabletalk
