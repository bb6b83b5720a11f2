// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <SQLiteCpp/Database.h>

#include <QString>

#include <chrono>
#include <memory>

namespace tabletalk {

enum class Access { ReadOnly, ReadWrite };

//! How long a connection waits for another process: longer than any transaction of ours, shorter than a
//! person's patience.
constexpr std::chrono::milliseconds kPatience{2000};

//! Opens a connection to an existing file and sets what holds for every connection of ours. Each is used
//! by one thread at a time (OPEN_NOMUTEX). Nothing is read or written yet: a file that is no database shows
//! at the first statement. Throws SQLite::Exception.
std::unique_ptr<SQLite::Database> openDatabase(const QString &path, Access access,
                                               std::chrono::milliseconds patience = kPatience);

//! Puts the file into write-ahead mode, in which readers and the writer do not wait for each other and a
//! killed process loses nothing that was committed. Throws SQLite::Exception.
void enableWriteAheadLog(SQLite::Database &database);

} // namespace tabletalk
