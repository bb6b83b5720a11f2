// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "linescan.h"

namespace tabletalk {

void LineScan::mark(qsizetype start, CodeRole role)
{
    if (!m_runs || start >= m_at)
        return;
    if (!m_runs->empty()) {
        CodeRun &last = m_runs->back();
        if (last.role == role && last.start + last.length == start) {
            last.length = int(m_at) - last.start;
            return;
        }
    }
    m_runs->push_back({int(start), int(m_at - start), role});
}

void LineScan::skipBlanks()
{
    while (m_at < m_size && charclass::of(m_line[m_at]) & charclass::Blank)
        ++m_at;
}

bool LineScan::isFirstOnLine() const
{
    qsizetype at = m_at;
    while (at > 0 && charclass::of(m_line[at - 1]) & charclass::Blank)
        --at;
    return at == 0;
}

void LineScan::skipWord()
{
    while (m_at < m_size && charclass::of(m_line[m_at]) & charclass::WordPart)
        ++m_at;
}

//! Also of other bases, with suffixes and separators; "1..2" is two numbers.
void LineScan::skipNumber()
{
    const bool isHex = peek() == u'0' && (peek(1) | 0x20) == u'x';
    while (m_at < m_size) {
        const char16_t c = m_line[m_at];
        const char16_t next = peek(1);
        const bool isSign =
            (c == u'+' || c == u'-') && m_at > 0 && (m_line[m_at - 1] | 0x20) == (isHex ? u'p' : u'e');
        const bool isPoint = c == u'.' && charclass::of(next) & charclass::Digit;
        const bool isSeparator = c == u'\'' && next < 128 && charclass::of(next) & charclass::Digit;
        if (!(c < 128 && charclass::of(c) & charclass::WordPart) && !isSign && !isPoint && !isSeparator)
            break;
        ++m_at;
    }
}

bool LineScan::skipString(char16_t quote, bool hasEscapes)
{
    while (m_at < m_size) {
        const char16_t c = m_line[m_at++];
        if (c == quote)
            return true;
        if (c == u'\\' && hasEscapes && m_at < m_size)
            ++m_at;
    }
    return false;
}

bool LineScan::skipPast(QLatin1String closing)
{
    const qsizetype found = rest().indexOf(closing);
    m_at = found < 0 ? m_size : m_at + found + closing.size();
    return found >= 0;
}

bool LineScan::skipTripleString(char16_t quote, bool hasEscapes)
{
    while (m_at < m_size) {
        const char16_t c = m_line[m_at++];
        if (c == quote && peek() == quote && peek(1) == quote) {
            m_at += 2;
            return true;
        }
        if (c == u'\\' && hasEscapes && m_at < m_size)
            ++m_at;
    }
    return false;
}

CodeState::Quote quoteOf(char16_t c)
{
    switch (c) {
    case u'"':
        return CodeState::Quote::Double;
    case u'\'':
        return CodeState::Quote::Single;
    case u'`':
        return CodeState::Quote::Backtick;
    default:
        return CodeState::Quote::NoQuote;
    }
}

char16_t characterOf(int quote)
{
    constexpr char16_t kQuotes[]{u'\0', u'"', u'\'', u'`'};
    return kQuotes[quote];
}

} // namespace tabletalk
