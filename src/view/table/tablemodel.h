// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "table.h"

#include <QAbstractTableModel>

namespace tabletalk {

//! A table that was read, for a grid: cells as they were written, headers with name and type. Reads the
//! columns on demand and keeps nothing of them.
class TableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const Table &table);
    const Table &table() const { return m_table; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    //! "Text", "Whole number", …
    static QString typeName(ColumnType type);

private:
    Table m_table;
};

} // namespace tabletalk
