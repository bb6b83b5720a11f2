// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"
#include "cellbatch.h"
#include "importreport.h"
#include "readingproblem.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace tabletalk {

//! Something that holds the rows of one table. Read as often as wanted, always from its beginning, and with
//! the same rows each time.
class RowSource {
public:
    virtual ~RowSource() = default;

    //! Until the source ends or the sink wants no more.
    virtual void read(RowSink &sink) = 0;
    //! The same, into batches: read() does, unless a source knows a shorter way.
    virtual void readBatches(BatchSink &sink);
    //! Whether the first row names the columns, where the source says so.
    virtual std::optional<bool> hasHeader() const { return std::nullopt; }
    //! Whether rows are as wide as they are because of what they hold, and columns have names that may come
    //! with any row: such a row is neither short nor long.
    virtual bool namesColumns() const { return false; }
    //! Of a column that the first row did not name; where namesColumns() says so, after a reading.
    virtual QString columnName(size_t) const { return {}; }
    //! The names of its sheets, as far as they were seen, and of the one that was read; empty where it has
    //! none.
    virtual QStringList sheets() const { return {}; }
    virtual QString sheet() const { return {}; }
    //! What was not plain, of the last reading that went to the end.
    virtual QList<ImportNote> notes() const { return {}; }
    //! Why the last reading ended before the source did, where it is not what it should be.
    virtual ReadingProblem problem() const { return ReadingProblem::None; }
    //! How much of it has been read, from 0 to 1.
    virtual double progress() const { return 1; }
};

} // namespace tabletalk
