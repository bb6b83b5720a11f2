// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "columnwriter.h"

#include <QByteArray>
#include <QString>

#include <deque>

namespace tabletalk {

//! Makes the block of a table, column beside column.
class TableWriter {
public:
    TableWriter();
    TableWriter(const TableWriter &) = delete;
    TableWriter &operator=(const TableWriter &) = delete;

    //! To the right of the others, with no value in the rows there are.
    ColumnWriter &addColumn(const ColumnFormat &format);
    ColumnWriter &column(int index) { return m_columns[size_t(index)]; }
    int columnCount() const { return int(m_columns.size()); }

    //! The block, with a profile of each column. Every column has `rows` rows by now.
    QByteArray finish(const QString &name, const QStringList &columnNames, qint64 rows,
                      const ImportReport &report);

private:
    std::string m_block;
    std::deque<ColumnWriter> m_columns; //!< which never moves them
};

} // namespace tabletalk
