// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"
#include "conversation/turndisplay.h"

#include <optional>
#include <vector>

namespace tabletalk {

//! The number a cell holds, for sorting: "1,204", "48 %", "$3.50", "(12)", "1.5e3". Nothing for text.
std::optional<double> cellNumber(QStringView text);

//! Sorts the body of a table (its rows without the header). A column in which every filled cell is a
//! number is sorted by numbers, any other as a person reads it; empty cells come last either way.
void sortRows(std::vector<Block>::iterator first, std::vector<Block>::iterator last, const TableSort &sort);

} // namespace tabletalk
