// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tokeniser.h"

#include <cstring>

namespace tabletalk {

Tokeniser::Tokeniser(std::string_view text, const Dialect &dialect)
    : m_text(text)
    , m_dialect(dialect)
{
}

size_t Tokeniser::nextQuote(size_t at, bool &isPlain) const
{
    if (m_dialect.escape == '\0') {
        const void *found = std::memchr(m_text.data() + at, m_dialect.quote, m_text.size() - at);
        return found ? size_t(static_cast<const char *>(found) - m_text.data()) : m_text.size();
    }
    for (; at < m_text.size() && m_text[at] != m_dialect.quote; ++at) {
        // An escape takes the character after it along, whatever it is.
        if (m_text[at] == m_dialect.escape) {
            isPlain = false;
            ++at;
        }
    }
    return at;
}

Tokeniser::Quoted Tokeniser::scanQuoted(size_t open) const
{
    Quoted quoted{std::string_view::npos, true, false};
    size_t at = open + 1;
    while (at < m_text.size()) {
        const size_t next = nextQuote(at, quoted.isPlain);
        if (next >= m_text.size())
            break;
        at = next + 1;
        if (at == m_text.size() || m_text[at] == m_dialect.delimiter || isLineEnd(at)) {
            quoted.end = at;
            return quoted;
        }
        quoted.isPlain = false;
        if (m_text[at] == m_dialect.quote)
            ++at;
        else
            quoted.isRepaired = true;
    }
    return quoted;
}

std::string_view Tokeniser::unescaped(std::string_view inner)
{
    if (m_unescapedUsed == m_unescaped.size())
        m_unescaped.emplace_back();
    std::string &text = m_unescaped[m_unescapedUsed++];
    text.clear();
    for (size_t i = 0; i < inner.size(); ++i) {
        const bool hasNext = i + 1 < inner.size();
        // An escape before anything but a quote or itself is a character: a path keeps its backslashes.
        const bool isEscape = m_dialect.escape != '\0' && inner[i] == m_dialect.escape && hasNext
                              && (inner[i + 1] == m_dialect.quote || inner[i + 1] == m_dialect.escape);
        const bool isDoubled = inner[i] == m_dialect.quote && hasNext && inner[i + 1] == m_dialect.quote;
        if (isEscape || isDoubled)
            ++i;
        text += inner[i];
    }
    return text;
}

bool Tokeniser::nextRow(std::vector<std::string_view> &cells)
{
    cells.clear();
    if (m_at >= m_text.size())
        return false;
    m_unescapedUsed = 0;
    // Reserved, since a text that moved would leave a cell pointing nowhere.
    std::vector<std::pair<size_t, std::string_view>> escapedCells;
    bool isRepaired = false;
    for (;;) {
        if (m_at < m_text.size() && m_text[m_at] == m_dialect.quote && m_dialect.quote != '\0'
            && !m_neverCloses) {
            const Quoted quoted = scanQuoted(m_at);
            if (quoted.end != std::string_view::npos) {
                const std::string_view inner = m_text.substr(m_at + 1, quoted.end - m_at - 2);
                if (!quoted.isPlain)
                    escapedCells.emplace_back(cells.size(), inner);
                cells.push_back(inner);
                isRepaired = isRepaired || quoted.isRepaired;
                m_at = quoted.end;
            } else {
                // What closes nothing here closes nothing further on.
                m_neverCloses = true;
                ++m_unclosedQuotes;
                continue;
            }
        } else {
            size_t end = m_at;
            while (end < m_text.size() && m_text[end] != m_dialect.delimiter && !isLineEnd(end))
                ++end;
            cells.push_back(m_text.substr(m_at, end - m_at));
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
    m_unescaped.reserve(escapedCells.size());
    for (const auto &[index, inner] : escapedCells)
        cells[index] = unescaped(inner);
    m_repairedRows += isRepaired ? 1 : 0;
    return true;
}

} // namespace tabletalk
