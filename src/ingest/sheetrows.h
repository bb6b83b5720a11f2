// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "columnrecogniser.h"
#include "readingproblem.h"

namespace tabletalk {

//! Collects the cells of a spreadsheet's rows and hands the rows on, as far as they hold anything. What a
//! sheet leaves out between two cells or rows is empty; what is empty behind the last is not there.
class SheetRows {
public:
    explicit SheetRows(RowSink &sink);

    //! Counted from 0. Rows that are not begun are empty.
    void beginRow(qint64 row);
    qint64 nextRow() const { return m_row + 1; }
    //! To be filled in; null where no sheet has such a column.
    StoredCell *cell(size_t column);
    //! `times` equal rows. False when no more is wanted, or there is a problem.
    bool endRow(qint64 times = 1);

    bool hasRows() const { return m_handed > 0; }
    ReadingProblem problem() const { return m_problem; }

private:
    bool hand(std::span<const Cell> cells);

    RowSink &m_sink;
    std::vector<StoredCell> m_held; //!< of the row at hand
    std::vector<Cell> m_cells;
    qint64 m_row = -1; //!< the last that was begun, with what it stands for
    qint64 m_blanks = 0; //!< rows before it that hold nothing
    qint64 m_handed = 0; //!< rows
    qint64 m_handedCells = 0;
    ReadingProblem m_problem = ReadingProblem::None;
};

} // namespace tabletalk
