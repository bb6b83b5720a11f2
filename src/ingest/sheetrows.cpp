// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sheetrows.h"

#include "tableblock.h"

namespace tabletalk {

namespace {

constexpr qint64 kMostSheetRows = 1'048'576;
constexpr qint64 kMostSheetCells = 50'000'000;

} // namespace

SheetRows::SheetRows(RowSink &sink)
    : m_sink(sink)
{
}

void SheetRows::beginRow(qint64 row)
{
    m_held.clear();
    // A row that goes back is taken for the next one.
    if (row > m_row)
        m_blanks += row - m_row - 1;
    m_row = std::max(row, m_row + 1);
    if (m_row >= kMostSheetRows)
        m_problem = ReadingProblem::TooLong;
}

StoredCell *SheetRows::cell(size_t column)
{
    if (column >= size_t(kMostColumns))
        return nullptr;
    if (m_held.size() <= column)
        m_held.resize(column + 1);
    return &m_held[column];
}

bool SheetRows::endRow(qint64 times)
{
    while (!m_held.empty() && m_held.back().text.empty() && m_held.back().meant.empty())
        m_held.pop_back();
    m_row += times - 1;
    if (m_held.empty()) {
        m_blanks += times;
        return m_problem == ReadingProblem::None;
    }
    m_handedCells += qint64(m_held.size()) * times;
    if (m_row >= kMostSheetRows)
        m_problem = ReadingProblem::TooLong;
    else if (m_handedCells > kMostSheetCells)
        m_problem = ReadingProblem::TooLarge; // said before any of them is handed on
    for (; hasRows() && m_blanks > 0; --m_blanks) {
        if (!hand({}))
            return false;
    }
    m_blanks = 0;
    m_cells.clear();
    for (const StoredCell &cell : m_held)
        m_cells.push_back(cell.cell());
    for (qint64 i = 0; i < times; ++i) {
        if (!hand(m_cells))
            return false;
    }
    return true;
}

bool SheetRows::hand(std::span<const Cell> cells)
{
    ++m_handed;
    return m_problem == ReadingProblem::None && m_sink.takeRow(cells);
}

} // namespace tabletalk
