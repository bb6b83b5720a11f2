// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"
#include "queryrecord.h"
#include "table.h"

#include <optional>
#include <vector>

namespace tabletalk {

//! Rows of a result that stand in the conversation.
inline constexpr qint64 kRowsInCard = 20;

//! What a query's card is folded under: "Queried: revenue by country · 12 rows".
QString queryLabel(const QueryRecord &record);

//! A query and what came of it as blocks: the SQL, the first rows of its result, and a line that says what
//! else is to be known.
std::vector<Block> queryBlocks(const QueryRecord &record);

//! The rows that were kept; nothing where there are none, or they are damaged.
std::optional<Table> keptRows(const QueryRecord &record);

} // namespace tabletalk
