// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/selection.h"

#include <algorithm>

namespace tabletalk {

void Selection::begin(const TextRange &origin)
{
    m_hasBegun = true;
    m_origin = origin;
    m_range = origin;
    m_head = origin.to;
}

void Selection::extendTo(const TextRange &unit)
{
    m_range = {std::min(m_origin.from, unit.from), std::max(m_origin.to, unit.to)};
    m_head = unit.from < m_origin.from ? unit.from : unit.to;
}

std::optional<BlockRange> Selection::inRow(int row) const
{
    if (isEmpty() || row < m_range.from.row || row > m_range.to.row)
        return std::nullopt;
    const BlockRange part{row == m_range.from.row ? m_range.from.at : BlockPosition::begin(),
                          row == m_range.to.row ? m_range.to.at : BlockPosition::end()};
    if (part.isEmpty())
        return std::nullopt;
    return part;
}

void Selection::rowsRemoved(int first, int last)
{
    if (!m_hasBegun || m_range.to.row < first)
        return;
    const auto moved = [&](TextPosition position, bool isEnd) -> TextPosition {
        if (position.row > last)
            return {position.row - (last - first + 1), position.at};
        if (position.row < first)
            return position;
        return isEnd ? TextPosition{first - 1, BlockPosition::end()}
                     : TextPosition{first, BlockPosition::begin()};
    };
    const TextRange kept{moved(m_range.from, false), moved(m_range.to, true)};
    const bool wasForward = m_head == m_range.to;
    if (kept.isEmpty() || kept.to.row < 0) {
        clear();
        return;
    }
    // Goes on growing from the end that did not move.
    m_range = kept;
    m_head = wasForward ? kept.to : kept.from;
    m_origin = wasForward ? TextRange{kept.from, kept.from} : TextRange{kept.to, kept.to};
}

void Selection::rowsInserted(int first, int last)
{
    const int count = last - first + 1;
    for (TextPosition *position : {&m_origin.from, &m_origin.to, &m_range.from, &m_range.to, &m_head}) {
        if (position->row >= first)
            position->row += count;
    }
}

} // namespace tabletalk
