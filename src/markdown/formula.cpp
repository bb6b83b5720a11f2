// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formula.h"

#include "sourceline.h"

#include <algorithm>
#include <map>

namespace tabletalk {

namespace {

constexpr qsizetype kLongestFormula = 8192; // what is longer is text

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

//! A letter or digit; everything beyond ASCII is taken for a letter.
bool isWord(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<signed char>(c) < 0;
}

bool isPlainNumber(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return isDigit(c) || c == '.' || c == ','; });
}

bool isLetter(char c)
{
    return isWord(c) && !isDigit(c);
}

//! Brackets that were only escaped: right around words, or, where they would stand for a formula of its own,
//! right around numbers. A formula of letters alone has one or two in a row, or capitals.
bool isProse(QByteArrayView content, bool isDisplay)
{
    const auto isPlain = [](char c) { return isWord(c) || c == ' ' || c == ',' || c == '.' || c == '-'; };
    if (content.isEmpty() || isBlank(content.front()) || isBlank(content.back())
        || !std::all_of(content.begin(), content.end(), isPlain))
        return false;
    if (std::none_of(content.begin(), content.end(), isLetter))
        return isDisplay;
    qsizetype small = 0;
    for (const char c : content) {
        small = isLetter(c) && !(c >= 'A' && c <= 'Z') ? small + 1 : 0;
        if (small == 3)
            return true;
    }
    return false;
}

QByteArrayView withoutMarks(QByteArrayView line)
{
    const auto content =
        std::find_if_not(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '>'; });
    return line.sliced(content - line.begin());
}

//! Finds the formulas of a segment: lines of one paragraph.
class FormulaFinder {
public:
    FormulaFinder(QByteArrayView text, qsizetype start, qsizetype end, SingleDollar dollar,
                  std::vector<FormulaRange> &found)
        : m_text(text)
        , m_at(start)
        , m_end(end)
        , m_dollar(dollar)
        , m_found(found)
    {
        for (qsizetype at = start; at < end; ++at) {
            if (text[at] != '`')
                continue;
            const qsizetype length = ticksAt(at);
            m_lastTicks[length] = at;
            at += length - 1;
        }
    }

    void run()
    {
        while (m_at < m_end)
            step();
    }

    bool isOpen() const { return m_isOpen; }

private:
    char at(qsizetype offset) const { return offset < m_end ? m_text[offset] : '\n'; }

    qsizetype ticksAt(qsizetype start) const
    {
        qsizetype end = start;
        while (end < m_end && m_text[end] == '`')
            ++end;
        return end - start;
    }

    void step()
    {
        switch (at(m_at)) {
        case '\\':
            if (at(m_at + 1) == '(')
                spanningFormula("\\)", false);
            else if (at(m_at + 1) == '[')
                spanningFormula("\\]", true);
            else
                m_at += 2;
            break;
        case '$':
            if (at(m_at + 1) == '$')
                spanningFormula("$$", true);
            else if (m_dollar == SingleDollar::Opens)
                dollarFormula();
            else
                ++m_at;
            break;
        case '`':
            skipCode();
            break;
        case ']':
            if (at(m_at + 1) == '(' || at(m_at + 1) == ':')
                skipWord();
            else
                ++m_at;
            break;
        case ':':
            if (at(m_at + 1) == '/' && at(m_at + 2) == '/')
                skipWord();
            else
                ++m_at;
            break;
        default:
            ++m_at;
            break;
        }
    }

    //! Past an address: it has no blanks.
    void skipWord()
    {
        while (m_at < m_end && !isBlank(m_text[m_at]) && m_text[m_at] != ')')
            ++m_at;
    }

    void skipCode()
    {
        const qsizetype length = ticksAt(m_at);
        const bool isClosed = m_lastTicks[length] > m_at;
        m_at += length;
        while (isClosed && m_at < m_end) {
            if (m_text[m_at] != '`') {
                ++m_at;
                continue;
            }
            const qsizetype ticks = ticksAt(m_at);
            m_at += ticks;
            if (ticks == length)
                break;
        }
    }

    //! One that may go over several lines, and ends at `closing`.
    void spanningFormula(QByteArrayView closing, bool isDisplay)
    {
        const qsizetype start = m_at;
        const qsizetype limit = std::min(m_end, start + kLongestFormula);
        // Where none closes was found out before, nobody looks again.
        qsizetype &noneBefore = m_noneBefore[closing[1]];
        qsizetype at = std::max(start + 2, noneBefore - 1);
        while (at + 1 < limit && !(m_text[at] == closing[0] && m_text[at + 1] == closing[1]))
            at += m_text[at] == '\\' ? 2 : 1;
        if (at + 1 < limit) {
            const QByteArrayView content = m_text.sliced(start + 2, at - start - 2);
            const bool isEscaped = closing[0] == '\\' && isProse(content, isDisplay);
            if (std::any_of(content.begin(), content.end(), isWord) && !isEscaped)
                m_found.push_back({start, at + 2, isDisplay, false});
            m_at = at + 2;
            return;
        }
        noneBefore = std::max(noneBefore, limit);
        m_isOpen = m_isOpen || limit == m_end;
        m_at = start + 2;
    }

    void dollarFormula()
    {
        const qsizetype start = m_at++;
        const bool opens = !isBlank(at(m_at)) && (start == 0 || !isWord(m_text[start - 1]));
        if (!opens)
            return;
        const qsizetype limit = std::min(m_end, start + kLongestFormula);
        for (qsizetype closing = m_at; closing < limit && m_text[closing] != '\n'; ++closing) {
            if (m_text[closing] == '\\') {
                ++closing;
            } else if (m_text[closing] == '`') {
                return;
            } else if (m_text[closing] == '$') {
                const bool closes =
                    !isBlank(m_text[closing - 1]) && !isWord(at(closing + 1)) && at(closing + 1) != '$';
                if (closes && !isPlainNumber(m_text.sliced(m_at, closing - m_at))) {
                    m_found.push_back({start, closing + 1, false, false});
                    m_at = closing + 1;
                } else {
                    m_at = closing;
                }
                return;
            }
        }
    }

    QByteArrayView m_text;
    qsizetype m_at;
    qsizetype m_end;
    SingleDollar m_dollar;
    std::vector<FormulaRange> &m_found;
    std::map<qsizetype, qsizetype> m_lastTicks; // length of a run of backticks -> where the last one is
    std::map<char, qsizetype> m_noneBefore; // second character of what closes
    bool m_isOpen = false;
};

bool mayHoldFormula(QByteArrayView text)
{
    return text.contains('$') || (text.contains('\\') && (text.contains("\\(") || text.contains("\\[")));
}

} // namespace

std::vector<FormulaRange> findFormulas(QByteArrayView text, FormulaContext context, SingleDollar dollar)
{
    std::vector<FormulaRange> found;
    if (!mayHoldFormula(text))
        return found;
    qsizetype segment = 0;
    const auto finish = [&](qsizetype end) { FormulaFinder(text, segment, end, dollar, found).run(); };
    for (qsizetype start = 0; start < text.size(); start = nextLine(text, start)) {
        const qsizetype end = nextLine(text, start);
        QByteArrayView line = text.sliced(start, end - start);
        if (line.endsWith('\n'))
            line.chop(1);
        const SourceLine seen = SourceLine::classify(withoutMarks(line));
        const bool isBetween = seen.kind == SourceLine::Kind::Blank || seen.kind == SourceLine::Kind::Fence;
        const bool startsBlock = context == FormulaContext::Blocks
                                 && (seen.interruptsParagraph() || seen.kind == SourceLine::Kind::Item);
        if (isBetween || startsBlock) {
            finish(start);
            segment = isBetween ? end : start;
        }
    }
    finish(text.size());
    for (FormulaRange &formula : found)
        formula.hasQuoteMarks = context == FormulaContext::Blocks;
    return found;
}

bool endsInFormula(QByteArrayView paragraph, SingleDollar dollar)
{
    if (!mayHoldFormula(paragraph) || paragraph.size() > kLongestFormula)
        return false;
    std::vector<FormulaRange> found;
    FormulaFinder finder(paragraph, 0, paragraph.size(), dollar, found);
    finder.run();
    return finder.isOpen();
}

} // namespace tabletalk
