// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <string_view>

namespace tabletalk {

//! What a source says of a cell beside its text. Spreadsheets know; delimited text says nothing.
enum class CellKind : unsigned char {
    Unknown, //!< its text decides
    Text, //!< whatever it looks like
    Number, //!< `meant` is one, with a point
    Percent, //!< `meant` is the fraction
    Boolean, //!< `meant` is "true" or "false"
    Moment, //!< `meant` is a date, a time or both, as ISO 8601 writes them
    Error, //!< "#DIV/0!"
};

//! One cell as a reader found it. The views are valid only during the call that hands it on.
struct Cell {
    std::string_view text; //!< as it is shown, UTF-8
    std::string_view meant; //!< its exact value, where the kind says that there is one
    CellKind kind = CellKind::Unknown;
};

//! Takes the rows of a source, the header among them. False: no more is wanted.
class RowSink {
public:
    virtual ~RowSink() = default;
    virtual bool takeRow(std::span<const Cell> cells) = 0;
};

//! Whether a row holds nothing but empty cells.
inline bool isBlankRow(std::span<const Cell> cells)
{
    for (const Cell &cell : cells) {
        if (cell.text.find_first_not_of(" \t") != std::string_view::npos)
            return false;
    }
    return true;
}

} // namespace tabletalk
