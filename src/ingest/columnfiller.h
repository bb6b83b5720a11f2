// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cellbatch.h"
#include "columnrecogniser.h"
#include "columnwriter.h"

#include <optional>
#include <span>
#include <vector>

namespace tabletalk {

//! Reads the cells of one column into its writer, and keeps what does not fit. A column of which nothing was
//! known is recognised by the first cells that hold something. One thread at a time.
class ColumnFiller {
public:
    //! `writer` outlives it.
    ColumnFiller(ColumnWriter &writer, const RecognisedColumn &column, std::optional<char> decimalSign);

    //! The next rows; beyond the cells they have none. `firstRow` is the number of the first.
    void take(std::span<const CellRef> cells, size_t rows, qint64 firstRow);

    const RecognisedColumn &column() const { return m_column; }
    //! The first of the cells that are of another type than the column.
    const std::vector<StoredCell> &misfits() const { return m_misfits; }
    qint64 misfitCount() const { return m_misfitCount; }
    qint64 firstMisfit() const { return m_firstMisfit; }
    qint64 nullWords() const { return m_nullWords; }
    //! Whether at least 19 of 20 cells that hold something fit.
    bool mostlyFits() const { return m_misfitCount * 20 <= m_misfitCount + m_values; }

private:
    void recognise(std::span<const CellRef> cells);
    void takeTexts(std::span<const CellRef> cells);
    void takeSlowly(const CellRef &cell, qint64 row);

    ColumnWriter &m_writer;
    RecognisedColumn m_column;
    std::optional<char> m_decimalSign;
    bool m_isPlain; //!< what programs write is as it is shown
    std::vector<StoredCell> m_misfits;
    qint64 m_misfitCount = 0;
    qint64 m_firstMisfit = -1;
    qint64 m_nullWords = 0;
    qint64 m_values = 0;
};

} // namespace tabletalk
