// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablefiller.h"

#include "paralleltasks.h"

#include <algorithm>

namespace tabletalk {

TableFiller::TableFiller(const Plan &plan, TableWriter &writer, ParallelTasks &tasks,
                         std::function<void()> progress)
    : m_plan(plan)
    , m_writer(writer)
    , m_tasks(tasks)
    , m_progress(std::move(progress))
    , m_width(plan.columns.size())
    , m_toSkip(plan.skippedRows)
{
    for (const RecognisedColumn &column : plan.columns)
        m_columns.emplace_back(m_writer.addColumn(column.format), column, plan.decimalSign);
}

TableFiller::~TableFiller()
{
    // What was begun uses what goes away now.
    m_tasks.abandon();
}

bool TableFiller::closeRow()
{
    CellBatch &rows = batch();
    if (rows.isBlankRow()) {
        // The only column may have no value; the last rows of a source are none.
        ++m_openBlankRows;
        rows.dropRow();
        return true;
    }
    if (m_toSkip == 0 && m_openBlankRows > 0 && m_width == 1)
        keepBlankRows();
    m_blankRows += m_openBlankRows;
    m_openBlankRows = 0;
    if (m_toSkip > 0) {
        --m_toSkip;
        rows.dropRow();
        return true;
    }
    return keepRow();
}

void TableFiller::keepBlankRows()
{
    std::vector<StoredCell> held;
    for (size_t i = 0; i < std::min(batch().width(), size_t(kMostColumns)); ++i)
        held.emplace_back(batch().cell(i).cell());
    batch().dropRow();
    for (; m_openBlankRows > 0; --m_openBlankRows) {
        batch().refer({});
        batch().keepRow();
        ++m_rows;
        if (batch().isFull())
            passOn();
    }
    for (const StoredCell &cell : held)
        batch().copy(cell.cell());
}

bool TableFiller::keepRow()
{
    CellBatch &rows = batch();
    if (m_rows >= m_plan.mostRows) {
        rows.dropRow();
        return false;
    }
    const size_t known = m_plan.width;
    size_t width = std::min(rows.width(), size_t(kMostColumns) + 1);
    while (width > known && rows.cell(width - 1).isEmpty())
        --width;
    if (m_rows >= kMostRows || width > size_t(kMostColumns)) {
        m_problem = m_rows >= kMostRows ? ReadingProblem::TooLong : ReadingProblem::TooWide;
        rows.dropRow();
        return false;
    }
    if (width < known && m_plan.hasWidth) {
        ++m_padded;
        m_firstPadded = m_firstPadded < 0 ? m_rows : m_firstPadded;
    } else if (width > known && m_plan.hasWidth) {
        ++m_longer;
        m_firstLonger = m_firstLonger < 0 ? m_rows : m_firstLonger;
    }
    m_width = std::max(m_width, width);
    ++m_rows;
    rows.keepRow();
    if (rows.isFull())
        passOn();
    return true;
}

void TableFiller::passOn()
{
    m_tasks.finish();
    const CellBatch &rows = batch();
    while (m_columns.size() < m_width)
        m_columns.emplace_back(m_writer.addColumn({}), RecognisedColumn(), m_plan.decimalSign);
    m_tasks.begin(m_columns.size(), [this, &rows, first = m_passedRows](size_t i) {
        m_columns[i].take(rows.cells(i), rows.rowCount(), first);
    });
    m_passedRows = m_rows;
    m_current = 1 - m_current;
    batch().clear();
    if (m_progress)
        m_progress();
}

void TableFiller::end()
{
    passOn();
    m_tasks.finish();
}

} // namespace tabletalk
