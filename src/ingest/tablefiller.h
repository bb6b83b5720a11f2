// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "columnfiller.h"
#include "readingproblem.h"
#include "tablewriter.h"

#include <array>
#include <deque>
#include <functional>

namespace tabletalk {

class ParallelTasks;

//! Takes all rows of a source into the columns of a table: while the source cuts one batch of rows, the
//! columns of the one before are read in other threads.
class TableFiller final : public BatchSink {
public:
    struct Plan {
        std::vector<RecognisedColumn> columns;
        std::optional<char> decimalSign;
        size_t width = 0; //!< that rows should have; of columns beyond it some may be known
        qint64 skippedRows = 0; //!< before the first row of the table
        qint64 mostRows = 0;
        bool hasWidth = true; //!< rows of another width than the first are not plain
    };

    //! `writer` has no columns yet; it and `tasks` outlive it. `progress` is called now and then.
    TableFiller(const Plan &plan, TableWriter &writer, ParallelTasks &tasks, std::function<void()> progress);
    ~TableFiller() override;

    CellBatch &batch() override { return m_batches[m_current]; }
    bool closeRow() override;
    //! After the last row: nothing is complete before.
    void end();

    qint64 rowCount() const { return m_rows; }
    const std::deque<ColumnFiller> &columns() const { return m_columns; }
    ReadingProblem problem() const { return m_problem; }
    qint64 blankRows() const { return m_blankRows; }
    qint64 padded() const { return m_padded; }
    qint64 firstPadded() const { return m_firstPadded; }
    qint64 longer() const { return m_longer; }
    qint64 firstLonger() const { return m_firstLonger; }

private:
    void keepBlankRows();
    bool keepRow();
    void passOn();

    const Plan m_plan;
    TableWriter &m_writer;
    ParallelTasks &m_tasks;
    std::function<void()> m_progress;
    std::array<CellBatch, 2> m_batches;
    size_t m_current = 0;
    std::deque<ColumnFiller> m_columns;
    size_t m_width; //!< columns there must be
    qint64 m_toSkip;
    qint64 m_rows = 0;
    qint64 m_passedRows = 0;
    qint64 m_openBlankRows = 0; //!< since the last row that was not
    qint64 m_blankRows = 0;
    qint64 m_padded = 0;
    qint64 m_firstPadded = -1;
    qint64 m_longer = 0;
    qint64 m_firstLonger = -1;
    ReadingProblem m_problem = ReadingProblem::None;
};

} // namespace tabletalk
