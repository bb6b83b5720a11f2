// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialect.h"

#include <QtGlobal>

#include <bit>
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
    //! The same without keeping them: calls `take` with each cell, and with whether its text is its content;
    //! else unescaped() gives that.
    template <class Take>
    bool cutRow(Take take);
    //! Of what is within quotes, without what stands there for the sake of the quotes only. Valid until the
    //! next call.
    std::string_view unescaped(std::string_view inner);
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
    //! The next delimiter or end of a line from there on, or the end of the text.
    size_t nextBorder(size_t at)
    {
        for (;;) {
            if (const size_t offset = at - m_blockAt; offset < kBlock) {
                if (const quint64 borders = m_borders >> offset; borders != 0)
                    return at + size_t(std::countr_zero(borders));
                at = m_blockAt + kBlock;
            }
            if (at >= m_text.size())
                return m_text.size();
            lookAt(at);
        }
    }
    //! Finds the borders of the block that begins there.
    void lookAt(size_t at);

    static constexpr size_t kBlock = 64;

    std::string_view m_text;
    Dialect m_dialect;
    size_t m_at = 0;
    size_t m_blockAt = 0 - kBlock;
    quint64 m_borders = 0; //!< a bit for each byte of the block
    bool m_usesQuotes; //!< there may be one that closes
    qint64 m_unclosedQuotes = 0;
    qint64 m_repairedRows = 0;
    std::string m_unescaped;
    std::vector<std::string> m_kept; //!< texts of the row at hand that are not as in the source
};

template <class Take>
bool Tokeniser::cutRow(Take take)
{
    if (m_at >= m_text.size())
        return false;
    bool isRepaired = false;
    for (;;) {
        if (m_usesQuotes && m_at < m_text.size() && m_text[m_at] == m_dialect.quote) {
            const Quoted quoted = scanQuoted(m_at);
            if (quoted.end == std::string_view::npos) {
                // What closes nothing here closes nothing further on.
                m_usesQuotes = false;
                ++m_unclosedQuotes;
                continue;
            }
            isRepaired = isRepaired || quoted.isRepaired;
            take(m_text.substr(m_at + 1, quoted.end - m_at - 2), quoted.isPlain);
            m_at = quoted.end;
        } else {
            const size_t end = nextBorder(m_at);
            take(m_text.substr(m_at, end - m_at), true);
            m_at = end;
        }
        if (m_at >= m_text.size())
            break;
        if (m_text[m_at] == m_dialect.delimiter) {
            ++m_at;
            continue;
        }
        m_at += m_text.substr(m_at, 2) == "\r\n" ? 2 : 1;
        break;
    }
    m_repairedRows += isRepaired ? 1 : 0;
    return true;
}

} // namespace tabletalk
