// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>
#include <vector>

namespace tabletalk {

enum class SqlKind : quint8 {
    Word, //!< a keyword or a bare name
    QuotedName, //!< "a", `a`, [a]
    Text, //!< 'a'
    Blob, //!< x'00'
    Number,
    Sign, //!< an operator or other punctuation, as long as it goes: "::", "!~*"
    Parameter, //!< ?1, :name, @name, $1
    Broken, //!< what is no SQL: a quote or comment that never ends, or a strange character
};

//! A piece of SQL, with the space and comments before it, so that what is not rewritten stays as it was.
struct SqlToken {
    SqlKind kind = SqlKind::Sign;
    std::string text;
    std::string gap;

    //! Whether it is this keyword, given in capitals.
    bool is(std::string_view keyword) const;
    bool isSign(std::string_view sign) const { return kind == SqlKind::Sign && text == sign; }
    //! What a name means without its quotes.
    std::string name() const;
    //! What a 'text' means.
    std::string content() const;
};

//! The whole of it, in order; comments and spaces at the end are dropped.
std::vector<SqlToken> sqlTokens(std::string_view sql);
std::string sqlText(const std::vector<SqlToken> &tokens);

//! As SQL writes them.
std::string quotedText(std::string_view content);
std::string quotedName(std::string_view name);

//! ASCII letters alone.
std::string upperAscii(std::string_view text);
bool equalsIgnoringCase(std::string_view one, std::string_view other);

} // namespace tabletalk
