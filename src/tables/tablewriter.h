// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "columnwriter.h"

#include <QByteArray>
#include <QString>

#include <deque>
#include <memory>

namespace tabletalk {

class ParallelTasks;

//! Makes the block of a table, column beside column.
class TableWriter {
public:
    //! In memory of its own.
    TableWriter();
    //! `space` outlives it.
    explicit TableWriter(BlockSpace &space);
    TableWriter(const TableWriter &) = delete;
    TableWriter &operator=(const TableWriter &) = delete;

    //! To the right of the others, with no value in the rows there are.
    ColumnWriter &addColumn(const ColumnFormat &format);
    ColumnWriter &column(int index) { return m_columns[size_t(index)]; }
    int columnCount() const { return int(m_columns.size()); }

    //! The block, with a profile of each column. Every column has `rows` rows by now.
    QByteArray finish(const QString &name, const QStringList &columnNames, qint64 rows,
                      const ImportReport &report);
    //! The same, left where it was written.
    void finish(const QString &name, const QStringList &columnNames, qint64 rows, const ImportReport &report,
                ParallelTasks &tasks);

private:
    std::unique_ptr<BlockSpace> m_ownSpace;
    BlockSpace &m_space;
    std::deque<ColumnWriter> m_columns; //!< which never moves them
};

} // namespace tabletalk
