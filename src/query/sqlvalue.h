// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sqlite3.h>

#include <QtGlobal>

#include <string>
#include <string_view>
#include <variant>

namespace tabletalk {

//! A value of SQL that outlives where it came from: none, a whole number, a real one, a text.
using SqlLiteral = std::variant<std::monostate, qint64, double, std::string>;

//! What SQLite holds as a text, or can write as one; until the value is asked for anything else.
inline std::string_view textOf(sqlite3_value *value)
{
    const unsigned char *text = sqlite3_value_text(value);
    return text ? std::string_view(reinterpret_cast<const char *>(text), size_t(sqlite3_value_bytes(value)))
                : std::string_view();
}

//! A blob is a text here.
inline SqlLiteral literalOf(sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
        return {};
    case SQLITE_INTEGER:
        return qint64(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return sqlite3_value_double(value);
    default:
        return std::string(textOf(value));
    }
}

inline bool isNull(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_NULL;
}

} // namespace tabletalk
