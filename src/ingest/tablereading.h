// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tableassembler.h"

#include <QByteArray>
#include <QList>

namespace tabletalk {

//! What is to become a table.
struct ReadingOrder {
    TableOrder table; //!< of which name, media type and choices matter here
    QByteArray bytes;
    qint64 mostRows = kMostRows;
};

//! Why there is no table.
enum class ReadingProblem {
    None,
    Empty,
    TooWide,
    TooLong,
    NotText, //!< bytes that no text holds: a program, a picture
    NoTable, //!< HTML without a table, and the like
    UnknownEncoding, //!< the one that was chosen
    Unsupported, //!< recognised, and not read by us: an old spreadsheet, a database
};

struct ReadTable {
    ReadingProblem problem = ReadingProblem::None;
    QByteArray block;
};

//! From bytes to a table: encoding, kind, dialect, rows, types, columns, profile. Runs in the helper process
//! only; takes what it takes. May throw std::bad_alloc.
ReadTable readTable(const ReadingOrder &order, const ReadingProgress &progress = {});

} // namespace tabletalk
