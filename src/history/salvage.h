// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <SQLiteCpp/Database.h>

#include <QString>

namespace tabletalk {

//! What was found in a damaged file.
struct Salvaged {
    qint64 conversations = 0;
    qint64 turns = 0;
    qint64 brokenTurns = 0; //!< of these, not whole: text is missing
};

//! Puts what can be read of the damaged file at `path`, row by row, into the empty tables of `target`. What
//! hangs on something that is lost gets a substitute that says so, such that everything is reached from some
//! conversation; a step of which a part is lost becomes text. The index is left to be made anew.
//! Takes as long as reading the file takes. Throws SQLite::Exception.
Salvaged salvage(const QString &path, SQLite::Database &target);

} // namespace tabletalk
