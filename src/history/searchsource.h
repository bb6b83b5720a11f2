// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <QString>

namespace tabletalk {

//! What of a stored turn is searched: its text, the names and the text of what is attached, the SQL and other
//! arguments of its tool calls; not what was thought, and not results. Throws SQLite::Exception.
class SearchSource {
public:
    explicit SearchSource(SQLite::Database &database);

    struct Content {
        QString text; //!< parts on lines of their own
        bool hasTable = false; //!< shows a table or a chart
    };
    Content contentOf(TurnId turn);

private:
    SQLite::Statement m_steps;
};

//! Words of the index that stand for what is filtered by; no text can hold them.
namespace searchmarks {
QString role(int role);
QString model(const QString &model);
QString table();
} // namespace searchmarks

} // namespace tabletalk
