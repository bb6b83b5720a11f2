// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "codehighlighter.h"

#include <QLatin1String>

#include <array>

namespace tabletalk {

//! A cursor over one line of code that notes runs: what the lexers of all syntaxes share. Reading past
//! the end gives 0.
class LineScan {
public:
    LineScan(QStringView line, std::vector<CodeRun> *runs, bool endsLine)
        : m_line(line.utf16())
        , m_size(line.size())
        , m_runs(runs)
        , m_endsLine(endsLine)
    {
    }

    bool isAtEnd() const { return m_at >= m_size; }
    //! The end of the line, not only of a piece of it.
    bool endsLine() const { return m_endsLine; }
    qsizetype at() const { return m_at; }
    qsizetype size() const { return m_size; }
    char16_t peek(qsizetype ahead = 0) const
    {
        const qsizetype at = m_at + ahead;
        return at >= 0 && at < m_size ? m_line[at] : u'\0';
    }
    void skip(qsizetype count = 1) { m_at = m_at + count < m_size ? m_at + count : m_size; }
    void moveTo(qsizetype at) { m_at = at; }
    void skipToEnd() { m_at = m_size; }
    QStringView from(qsizetype start) const { return {m_line + start, m_at - start}; }
    QStringView rest() const { return {m_line + m_at, m_size - m_at}; }
    bool startsWith(QLatin1String text) const { return rest().startsWith(text); }

    //! Hides what is at `end` and behind until the next call, as if the line went on from there.
    void limit(qsizetype end, bool endsLine)
    {
        m_size = end;
        m_endsLine = endsLine;
    }

    //! From `start` to here is of one kind; joins the run before if it touches and looks alike.
    void mark(qsizetype start, CodeRole role);

    void skipBlanks();
    bool isFirstOnLine() const; //!< nothing but blanks before
    //! Past letters, digits, _ and everything beyond ASCII.
    void skipWord();
    void skipNumber();
    //! Past the closing quote, or to the end of the line. Marks nothing.
    bool skipString(char16_t quote, bool hasEscapes);
    //! Past `closing`, or to the end of the line.
    bool skipPast(QLatin1String closing);
    //! Past the three closing quotes, or to the end of the line.
    bool skipTripleString(char16_t quote, bool hasEscapes);

private:
    const char16_t *m_line;
    qsizetype m_size;
    qsizetype m_at = 0;
    std::vector<CodeRun> *m_runs;
    bool m_endsLine;
};

namespace charclass {

enum : quint8 { WordStart = 1, WordPart = 2, Digit = 4, Blank = 8 };

constexpr std::array<quint8, 128> makeTable()
{
    std::array<quint8, 128> table{};
    for (char16_t c = 0; c < 128; ++c) {
        const bool isLetter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
        const bool isDigit = c >= u'0' && c <= u'9';
        table[c] = quint8((isLetter ? WordStart | WordPart : 0) | (isDigit ? Digit | WordPart : 0)
                          | (c == u' ' || c == u'\t' ? Blank : 0));
    }
    return table;
}

constexpr std::array<quint8, 128> kTable = makeTable();

constexpr quint8 of(char16_t c)
{
    return c < 128 ? kTable[c] : quint8(WordStart | WordPart);
}

} // namespace charclass

CodeState::Quote quoteOf(char16_t c);
char16_t characterOf(int quote);

} // namespace tabletalk
