// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tablearrangement.h"

#include <QRect>

class QIODevice;

namespace tabletalk {

//! Cells that are to be copied: some rows and columns, and of these all cells or those of some areas.
struct CellSelection {
    Table table;
    RowList rows;
    std::vector<int> columns;
    QList<QRect> areas; //!< by place in `rows` and number of column; empty: every cell
    bool hasNames = false; //!< the names of the columns come first
};

//! The cells in the three forms that other programs take; empty where nothing is copied.
struct CopiedCells {
    QString text; //!< as they are shown, a tab between two, quoted as spreadsheets do
    QString html; //!< a table, as they are shown, numbers with their exact values as Calc writes them
    QString csv; //!< as programs read them
};
//! Any thread.
CopiedCells copiedCells(const CellSelection &selection);

//! Writes rows as comma-separated values (RFC 4180, UTF-8, a line of names, lines end with CR LF), as
//! programs read them: what is read of it again is equal. All rows where none are given. False where the
//! device refused, or `goOn` did, which is told how far it is in percent. Any thread.
bool writeCsv(QIODevice &to, const Table &table, const RowList *rows,
              const std::function<bool(int percent)> &goOn);

} // namespace tabletalk
