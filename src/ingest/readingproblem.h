// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace tabletalk {

//! Why there is no table.
enum class ReadingProblem {
    None,
    Empty,
    TooWide,
    TooLong,
    NotText, //!< bytes that no text holds: a program, a picture
    NoTable, //!< HTML without a table, and the like
    UnknownEncoding, //!< the one that was chosen
    Damaged, //!< packed or written in a way that ends in the middle
    TooLarge, //!< packed so that it grows beyond measure
    Locked, //!< by a password
    Unsupported, //!< recognised, and not read by us: an old spreadsheet, a database
};

} // namespace tabletalk
