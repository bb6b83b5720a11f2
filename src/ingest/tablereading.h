// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "readingproblem.h"
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

struct ReadTable {
    ReadingProblem problem = ReadingProblem::None;
    QByteArray block;
};

//! From bytes to a table: encoding, kind, dialect, rows, types, columns, profile. Runs in the helper process
//! only; takes what it takes. May throw std::bad_alloc.
ReadTable readTable(const ReadingOrder &order, const ReadingProgress &progress = {});
//! The same into a space, which holds the block where there is no problem, and with the help of threads.
ReadingProblem readTable(const ReadingOrder &order, BlockSpace &space, ParallelTasks &tasks,
                         const ReadingProgress &progress = {});

} // namespace tabletalk
