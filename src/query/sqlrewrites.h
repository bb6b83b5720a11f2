// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "servedtable.h"
#include "tokenlist.h"

#include <string>
#include <vector>

namespace tabletalk {

//! What is not supported and has no rewrite, with what to write instead. Empty where there is nothing of it.
std::string refusalOf(const TokenList &tokens, const ServedTables &tables);

// Each puts its part of other dialects into SQLite's words, from left to right.
//! DATE '2024-01-31' is its text.
void rewriteDateLiterals(TokenList &tokens);
void rewriteCasts(TokenList &tokens);
void rewriteIntervals(TokenList &tokens);
void rewriteOperators(TokenList &tokens);
void rewriteCalls(TokenList &tokens);
//! PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY x), STRING_AGG(x, ', ' ORDER BY y).
void rewriteOrderedAggregates(TokenList &tokens);
void rewriteClauses(TokenList &tokens);
void rewriteDateDifferences(TokenList &tokens, const ServedTables &tables);
//! DESCRIBE and SUMMARIZE, SELECT * EXCLUDE (…): what needs the columns of the tables.
void rewriteColumnLists(TokenList &tokens, const ServedTables &tables);

//! How often one statement may be rewritten: a limit for what is no SQL that anybody wrote.
inline constexpr int kMostRewrites = 2000;

} // namespace tabletalk
