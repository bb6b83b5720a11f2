// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "servedtable.h"

#include <string>
#include <string_view>

namespace tabletalk {

//! SQL as it is run, after what people and models write in the PostgreSQL or DuckDB way was put into
//! SQLite's words.
struct RewrittenSql {
    std::string sql;
    std::string refusal; //!< what cannot be run, and what to write instead; empty: nothing stands against it
};

//! Works on tokens alone, so that texts, comments and quoted names stay what they are.
RewrittenSql rewrittenSql(std::string_view sql, const ServedTables &tables);

} // namespace tabletalk
