// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "table.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace tabletalk {

//! What a person looks for in a table, as CellFilter reads it.
struct ColumnFilter {
    int column = -1; //!< -1: in any of them
    QString text;
    bool operator==(const ColumnFilter &) const = default;
};

//! Which rows of a table are looked at, and in what order.
struct TableArrangement {
    int sortColumn = -1; //!< -1: the table's own order
    bool isDescending = false;
    QList<ColumnFilter> filters; //!< all of them hold
    bool isPlain() const { return sortColumn < 0 && filters.isEmpty(); }
    bool operator==(const TableArrangement &) const = default;
};

//! Numbers of rows.
using RowList = std::vector<quint32>;

//! Values sort by what they mean, texts without regard to upper and lower case; rows that are alike keep the
//! table's order, and those without a value come last either way. Takes seconds for millions of rows:
//! `goOn` is told how far it is, in percent, and ends it with false. Any thread.
std::optional<RowList> arrangedRows(const Table &table, const TableArrangement &arrangement,
                                    const std::function<bool(int percent)> &goOn);

} // namespace tabletalk
