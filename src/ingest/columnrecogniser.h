// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"
#include "columnformat.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tabletalk {

//! A cell that outlives the row it came in.
struct StoredCell {
    std::string text;
    std::string meant;
    CellKind kind = CellKind::Unknown;

    StoredCell() = default;
    explicit StoredCell(const Cell &cell)
        : text(cell.text)
        , meant(cell.meant)
        , kind(cell.kind)
    {
    }
    Cell cell() const { return {text, meant, kind}; }
};

struct RecognisedColumn {
    ColumnFormat format;
    bool isDecimalAmbiguous = false; //!< "1,234": thousands or thousandths
    bool isDateAmbiguous = false; //!< day and month could be the other way round
    bool hasEvidence = false; //!< there was a cell that holds something
};

//! What a column is, by all the cells there are of it: of a type where at least 19 of 20 cells that hold
//! something are of it, and all of fewer than 20; else texts. `decimalSign` is what a person said, or what
//! the other columns say; without it the column's own cells decide.
RecognisedColumn recogniseColumn(std::span<const StoredCell> cells, std::optional<char> decimalSign = {});

//! Which decimal sign the cells prove; nothing where they could be read both ways, or hold no numbers.
std::optional<char> provenDecimalSign(std::span<const StoredCell> cells);

} // namespace tabletalk
