// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachedtable.h"

#include <QByteArray>

#include <optional>

class QMimeData;

namespace tabletalk {

//! Cells of a spreadsheet, or of a table in a page, that were pasted or dropped.
struct PastedTable {
    TableOrder order;
    QByteArray bytes;
    QString text; //!< the same as plain text, as it would be pasted without us; empty where there is none
};

//! Whether a table is meant: what a spreadsheet copies, or HTML whose table is nearly all there is, of
//! several rows and columns. Mere text that looks like one is not.
bool holdsTable(const QMimeData &mime);

//! In the form that says most of the values. Nothing where holdsTable() is false.
std::optional<PastedTable> pastedTable(const QMimeData &mime);

} // namespace tabletalk
