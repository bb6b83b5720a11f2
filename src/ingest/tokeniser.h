// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialect.h"

#include <QtGlobal>

#include <string>
#include <string_view>
#include <vector>

namespace tabletalk {

//! Cuts delimited text into rows of cells: RFC 4180, and forgiving. Lines end with LF, CR LF or CR. A cell
//! is quoted when a quote is its first character; within quotes a doubled (or escaped) quote is a quote, a
//! quote before a delimiter or the end of a line closes, any other is a character. A quote that never closes
//! is a character, too, and so are all further ones: it cannot swallow what follows. What is between two
//! delimiters is kept as it is, spaces included. Takes time linear in the text, whatever it is.
class Tokeniser {
public:
    //! `text` outlives it.
    Tokeniser(std::string_view text, const Dialect &dialect);

    //! The next row's cells; false at the end. They are valid until the next call. An empty line is one
    //! empty cell.
    bool nextRow(std::vector<std::string_view> &cells);
    //! Where the next row begins.
    size_t position() const { return m_at; }

    //! Opening quotes that were read as characters, and rows with a quote that was not doubled.
    qint64 unclosedQuotes() const { return m_unclosedQuotes; }
    qint64 repairedRows() const { return m_repairedRows; }

private:
    struct Quoted {
        size_t end; //!< behind the closing quote; npos where it never closes
        bool isPlain; //!< nothing in it must be taken out
        bool isRepaired;
    };

    bool isLineEnd(size_t at) const { return m_text[at] == '\n' || m_text[at] == '\r'; }
    size_t nextQuote(size_t at, bool &isPlain) const;
    Quoted scanQuoted(size_t open) const;
    std::string_view unescaped(std::string_view inner);

    std::string_view m_text;
    Dialect m_dialect;
    size_t m_at = 0;
    bool m_neverCloses = false; //!< no quote from here on closes
    qint64 m_unclosedQuotes = 0;
    qint64 m_repairedRows = 0;
    std::vector<std::string> m_unescaped; //!< texts of the row at hand that are not as in the source
    size_t m_unescapedUsed = 0;
};

} // namespace tabletalk
