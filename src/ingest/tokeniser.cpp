// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tokeniser.h"

#include <algorithm>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tabletalk {

Tokeniser::Tokeniser(std::string_view text, const Dialect &dialect)
    : m_text(text)
    , m_dialect(dialect)
    , m_usesQuotes(dialect.quote != '\0')
{
}

void Tokeniser::lookAt(size_t at)
{
    m_blockAt = at;
    m_borders = 0;
    const char *from = m_text.data() + at;
    const size_t size = std::min(kBlock, m_text.size() - at);
#ifdef __SSE2__
    constexpr size_t kStep = sizeof(__m128i);
    const __m128i delimiter = _mm_set1_epi8(m_dialect.delimiter);
    const __m128i lineFeed = _mm_set1_epi8('\n');
    const __m128i carriageReturn = _mm_set1_epi8('\r');
    if (size == kBlock) {
        for (size_t i = 0; i < kBlock; i += kStep) {
            const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from + i));
            const __m128i isBorder = _mm_or_si128(
                _mm_cmpeq_epi8(bytes, delimiter),
                _mm_or_si128(_mm_cmpeq_epi8(bytes, lineFeed), _mm_cmpeq_epi8(bytes, carriageReturn)));
            m_borders |= quint64(quint32(_mm_movemask_epi8(isBorder))) << i;
        }
        return;
    }
#endif
    for (size_t i = 0; i < size; ++i) {
        if (from[i] == m_dialect.delimiter || isLineEnd(at + i))
            m_borders |= quint64{1} << i;
    }
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
    m_unescaped.clear();
    for (size_t i = 0; i < inner.size(); ++i) {
        const bool hasNext = i + 1 < inner.size();
        // An escape before anything but a quote or itself is a character: a path keeps its backslashes.
        const bool isEscape = m_dialect.escape != '\0' && inner[i] == m_dialect.escape && hasNext
                              && (inner[i + 1] == m_dialect.quote || inner[i + 1] == m_dialect.escape);
        const bool isDoubled = inner[i] == m_dialect.quote && hasNext && inner[i + 1] == m_dialect.quote;
        if (isEscape || isDoubled)
            ++i;
        m_unescaped += inner[i];
    }
    return m_unescaped;
}

bool Tokeniser::nextRow(std::vector<std::string_view> &cells)
{
    cells.clear();
    std::vector<size_t> escaped;
    const bool isRow = cutRow([&cells, &escaped](std::string_view text, bool isContent) {
        if (!isContent)
            escaped.push_back(cells.size());
        cells.push_back(text);
    });
    // All at once, since a text that moved would leave a cell pointing nowhere.
    m_kept.resize(escaped.size());
    for (size_t i = 0; i < escaped.size(); ++i)
        cells[escaped[i]] = m_kept[i] = unescaped(cells[escaped[i]]);
    return isRow;
}

} // namespace tabletalk
