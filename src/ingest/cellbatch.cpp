// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cellbatch.h"

#include "tableblock.h"

#include <algorithm>
#include <cstring>

namespace tabletalk {

void CellBatch::add(const CellRef &cell)
{
    const size_t column = m_width++;
    if (column >= m_columns.size()) {
        // One more than there may be, so that it is seen.
        if (column > size_t(kMostColumns))
            return;
        m_columns.emplace_back();
    }
    std::vector<CellRef> &cells = m_columns[column];
    if (cells.size() < m_rows)
        cells.resize(m_rows);
    cells.push_back(cell);
}

void CellBatch::copy(const Cell &cell)
{
    const bool isTextMeant = cell.meant.data() == cell.text.data();
    const size_t size = cell.text.size() + (isTextMeant ? 0 : cell.meant.size());
    if (size > m_roomBytes) {
        constexpr size_t kPiece = size_t{256} * 1024;
        m_roomBytes = std::max(kPiece, size);
        m_pieces.push_back(std::unique_ptr<char[]>(new char[m_roomBytes]));
        m_room = m_pieces.back().get();
    }
    char *text = m_room;
    std::copy(cell.text.begin(), cell.text.end(), text);
    if (!isTextMeant)
        std::copy(cell.meant.begin(), cell.meant.end(), text + cell.text.size());
    m_room += size;
    m_roomBytes -= size;
    m_copiedBytes += size;
    add(CellRef({{text, cell.text.size()},
                 {isTextMeant ? text : text + cell.text.size(), cell.meant.size()},
                 cell.kind}));
}

bool CellBatch::isBlankRow() const
{
    const size_t width = std::min(m_width, m_columns.size());
    for (size_t i = 0; i < width; ++i) {
        if (cell(i).text().find_first_not_of(" \t") != std::string_view::npos)
            return false;
    }
    return true;
}

void CellBatch::keepRow()
{
    ++m_rows;
    m_cells += m_width;
    m_width = 0;
}

void CellBatch::dropRow()
{
    for (size_t i = 0; i < std::min(m_width, m_columns.size()); ++i)
        m_columns[i].pop_back();
    m_width = 0;
}

void CellBatch::clear()
{
    for (std::vector<CellRef> &column : m_columns)
        column.clear();
    m_pieces.clear();
    m_rows = m_width = m_cells = m_copiedBytes = m_roomBytes = 0;
}

} // namespace tabletalk
