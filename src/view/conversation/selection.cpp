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
}

void Selection::extendTo(const TextRange &unit)
{
    m_range = {std::min(m_origin.from, unit.from), std::max(m_origin.to, unit.to)};
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

void Selection::dropRowsFrom(int first)
{
    if (m_range.to.row < first)
        return;
    if (m_range.from.row >= first || m_origin.from.row >= first) {
        clear();
        return;
    }
    m_range.to = {first - 1, BlockPosition::end()};
}

} // namespace tabletalk
