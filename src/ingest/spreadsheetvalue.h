// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"

#include <string>
#include <string_view>

namespace tabletalk {

//! A value in a spreadsheet is a number; its format says what it means.
struct SpreadsheetValue {
    CellKind kind = CellKind::Unknown;
    std::string meant;
};

//! `number` as the file holds it, `format` a number format ("0.0%", "DD.MM.YYYY", "TT.MM.JJJJ", "#,##0.00").
//! Days are counted from 1899-12-30. Nothing is known of what is no number, and of times beyond a day.
SpreadsheetValue spreadsheetValue(std::string_view number, std::string_view format);

} // namespace tabletalk
