// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The strings of ProgramLexer: quoted, tripled, raw, and what only looks like one.

#include "programlexer.h"

#include <algorithm>

namespace tabletalk {

using Mode = CodeState::Mode;

void ProgramLexer::quote(char16_t c, bool isRaw)
{
    const qsizetype start = m_scan.at();
    m_state.quote = quoteOf(c);
    m_state.isRaw = isRaw || has(CodeTrait::DoubledQuotes);
    if (has(CodeTrait::TripleQuotes) && m_scan.peek(1) == c && m_scan.peek(2) == c) {
        m_scan.skip(3);
        m_state.mode = Mode::TripleString;
        tripleString(start);
    } else {
        m_scan.skip();
        m_state.mode = Mode::String;
        string(start);
    }
}

//! Goes on with a string; `start` is where what belongs to it on this line starts.
void ProgramLexer::string(qsizetype start)
{
    const char16_t closing = characterOf(m_state.quote);
    const bool isTemplate = closing == u'`' && has(CodeTrait::Templates);
    const bool hasNames = closing == u'"' && has(CodeTrait::DollarNames);
    bool isClosed = false;
    if (!isTemplate && !hasNames) {
        isClosed = m_scan.skipString(closing, !m_state.isRaw);
    } else {
        while (!m_scan.isAtEnd() && !isClosed) {
            const char16_t c = m_scan.peek();
            if (c == u'$' && isTemplate && m_scan.peek(1) == u'{' && m_state.depth < kDeepestTemplate) {
                m_scan.mark(start, CodeRole::String);
                start = m_scan.at();
                m_scan.skip(2);
                m_scan.mark(start, CodeRole::Name);
                ++m_state.depth;
                m_state.payload = quint16(m_state.payload << 4);
                m_state.mode = Mode::Code;
                m_isAfterValue = false;
                return;
            }
            if (c == u'$' && hasNames && m_scan.peek(1) != closing) {
                m_scan.mark(start, CodeRole::String);
                dollar();
                start = m_scan.at();
                continue;
            }
            m_scan.skip(c == u'\\' ? 2 : 1);
            isClosed = c == closing;
        }
    }
    m_scan.mark(start, CodeRole::String);
    m_isAfterValue = true;
    const bool goesOn = has(CodeTrait::LongStrings) || isTemplate || m_state.isRaw || !m_scan.endsLine()
                        || m_scan.peek(-1) == u'\\';
    if (isClosed || !goesOn) {
        m_state.mode = Mode::Code;
        m_state.quote = CodeState::Quote::NoQuote;
        m_state.isRaw = false;
    }
}

void ProgramLexer::tripleString(qsizetype start)
{
    const bool isClosed = m_scan.skipTripleString(characterOf(m_state.quote), !m_state.isRaw);
    m_scan.mark(start, CodeRole::String);
    m_isAfterValue = true;
    if (isClosed) {
        m_state.mode = Mode::Code;
        m_state.quote = CodeState::Quote::NoQuote;
        m_state.isRaw = false;
    }
}

//! Whether the word that started at `start` and ends here is the beginning of a string.
bool ProgramLexer::prefixedString(qsizetype start)
{
    const QStringView prefix = m_scan.from(start);
    if (prefix.size() > 3)
        return false;
    if (has(CodeTrait::CxxRawStrings) && prefix.back() == u'R')
        return cxxRawString(start);
    if (has(CodeTrait::RustStrings) && prefix.contains(u'r') && rustRawString(start))
        return true;
    if (has(CodeTrait::RustStrings) && prefix == QLatin1String("b") && m_scan.peek() == u'"') {
        m_scan.mark(start, CodeRole::String);
        quote(u'"', false);
        return true;
    }
    if (!has(CodeTrait::LetterPrefixes) || m_scan.peek() == u'#' || prefix.size() > 2)
        return false;
    const bool areLetters = std::all_of(prefix.begin(), prefix.end(),
                                        [](QChar c) { return QStringView(u"rbfuRBFU").contains(c); });
    if (!areLetters)
        return false;
    m_scan.mark(start, CodeRole::String);
    quote(m_scan.peek(), prefix.contains(u'r', Qt::CaseInsensitive));
    return true;
}

bool ProgramLexer::cxxRawString(qsizetype start)
{
    constexpr qsizetype kLongestMark = 16;
    const qsizetype bracket = m_scan.rest().left(kLongestMark + 2).indexOf(u'(');
    if (m_scan.peek() != u'"' || bracket < 1)
        return false;
    m_state.payload = markOf(m_scan.rest().sliced(1, bracket - 1));
    m_state.mode = Mode::RawString;
    m_scan.skip(bracket + 1);
    rawString(start);
    return true;
}

bool ProgramLexer::rustRawString(qsizetype start)
{
    const QStringView rest = m_scan.rest();
    qsizetype marks = 0;
    while (marks < rest.size() && rest[marks] == u'#')
        ++marks;
    if (marks >= rest.size() || rest[marks] != u'"' || marks > 0xff)
        return false;
    m_state.mode = Mode::RawString;
    m_state.payload = quint16(marks);
    m_scan.skip(marks + 1);
    rawString(start);
    return true;
}

void ProgramLexer::rawString(qsizetype start)
{
    const bool isRust = has(CodeTrait::RustStrings);
    m_isAfterValue = true;
    while (m_scan.skipPast(isRust ? QLatin1String("\"") : QLatin1String(")"))) {
        const QStringView rest = m_scan.rest();
        qsizetype marks = 0;
        while (marks < rest.size() && rest[marks] == u'#')
            ++marks;
        if (isRust && marks >= m_state.payload) {
            m_scan.skip(m_state.payload);
            m_state.mode = Mode::Code;
            break;
        }
        const qsizetype end = isRust ? -1 : rest.left(17).indexOf(u'"');
        if (end >= 0 && markOf(rest.first(end)) == m_state.payload) {
            m_scan.skip(end + 1);
            m_state.mode = Mode::Code;
            m_state.payload = 0;
            break;
        }
    }
    m_scan.mark(start, CodeRole::String);
}

//! A character, or a lifetime, which has no second quote.
void ProgramLexer::rustQuote()
{
    const qsizetype start = m_scan.at();
    const qsizetype width = QChar::isHighSurrogate(m_scan.peek(1)) ? 2 : 1;
    m_isAfterValue = true;
    if (m_scan.peek(1) == u'\\' || m_scan.peek(1 + width) == u'\'') {
        m_scan.skip();
        m_scan.skipString(u'\'', true);
        m_scan.mark(start, CodeRole::String);
        return;
    }
    m_scan.skip();
    m_scan.skipWord();
    m_scan.mark(start, CodeRole::Name);
}

} // namespace tabletalk
