// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"
#include "importreport.h"
#include "readingproblem.h"

#include <QList>

#include <optional>

namespace tabletalk {

//! Something that holds the rows of one table. Read as often as wanted, always from its beginning, and with
//! the same rows each time.
class RowSource {
public:
    virtual ~RowSource() = default;

    //! Until the source ends or the sink wants no more.
    virtual void read(RowSink &sink) = 0;
    //! Whether the first row names the columns, where the source says so.
    virtual std::optional<bool> hasHeader() const { return std::nullopt; }
    //! What was not plain, of the last reading that went to the end.
    virtual QList<ImportNote> notes() const { return {}; }
    //! Why the last reading ended before the source did, where it is not what it should be.
    virtual ReadingProblem problem() const { return ReadingProblem::None; }
    //! How much of it has been read, from 0 to 1.
    virtual double progress() const { return 1; }
};

} // namespace tabletalk
