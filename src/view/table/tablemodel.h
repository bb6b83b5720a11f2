// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tablearrangement.h"

#include <QAbstractTableModel>

#include <memory>

namespace tabletalk {

//! A table that was read, for a grid: cells as they were written, headers with name and type. Reads the
//! columns on demand and keeps nothing of them. Of a very long table it shows a window of rows, since a view
//! keeps something for every row of its model.
class TableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kWindowRows = 200'000;

    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const Table &table);
    const Table &table() const { return m_table; }
    //! Shows these rows, in this order; null: all of the table.
    void setRows(std::shared_ptr<const RowList> rows);
    const std::shared_ptr<const RowList> &rows() const { return m_rows; }
    //! How many there are to be looked at, in the window and outside it.
    qint64 shownRows() const { return m_rows ? qint64(m_rows->size()) : m_table.rowCount(); }
    //! The place of the window's first row among them.
    qint64 first() const { return m_first; }
    //! Moves the window so that it begins there, or as near to it as it can.
    void setFirst(qint64 first);
    //! The table's number of a row of the model.
    qint64 tableRow(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    //! "Text", "Whole number", …
    static QString typeName(ColumnType type);

private:
    Table m_table;
    std::shared_ptr<const RowList> m_rows;
    qint64 m_first = 0;
};

} // namespace tabletalk
