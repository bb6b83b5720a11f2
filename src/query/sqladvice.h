// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "servedtable.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tabletalk {

//! What SQLite says to a statement it does not run, in words that help whoever wrote it: the place, the
//! nearest names, the supported spelling. `offset` is in bytes, -1 where the place is not known.
std::string explainedError(std::string_view message, int offset, std::string_view sql,
                           const ServedTables &tables, const std::set<std::string, std::less<>> &functions);

//! What a statement does that hardly anybody means: dividing whole numbers, comparing texts with numbers,
//! leaving out cells without a value.
std::vector<std::string> warningsFor(std::string_view sql, const ServedTables &tables);

} // namespace tabletalk
