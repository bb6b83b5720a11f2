// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"
#include "columnformat.h"
#include "numberparser.h"

#include <optional>

namespace tabletalk {

//! A cell as a column of a certain format takes it.
struct CellValue {
    enum class Fit : unsigned char {
        Value, //!< `raw`
        NullWord, //!< no value, and a word that says so; empty text is one
        Misfit, //!< not of the column's type
    };
    Fit fit = Fit::Misfit;
    qint64 raw = 0;
    //! The format writes the value as the cell does.
    bool isAsShown = false;
};

//! Words that stand for no value in a column of numbers or dates: "n/a", "NULL", "–", "#DIV/0!", "Err:510".
bool isNullWord(std::string_view text);

//! The number of a cell, its exact value where the cell says one, its unit and groups as they are shown.
std::optional<ParsedNumber> numberOf(const Cell &cell, char decimalSign);

//! Reads a cell for a column that is not of texts.
CellValue readCell(const Cell &cell, const ColumnFormat &format);

} // namespace tabletalk
