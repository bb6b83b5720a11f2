// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlrewriter.h"

#include "sqlrewrites.h"

namespace tabletalk {

RewrittenSql rewrittenSql(std::string_view sql, const ServedTables &tables)
{
    constexpr size_t kMostTokens = 30'000;
    RewrittenSql made;
    made.sql = std::string(sql);
    TokenList tokens(sql);
    if (tokens.size() > kMostTokens) {
        made.refusal = "The statement is too long.";
        return made;
    }
    rewriteColumnLists(tokens, tables);
    made.refusal = refusalOf(tokens, tables);
    if (!made.refusal.empty())
        return made;
    rewriteDateLiterals(tokens);
    rewriteCasts(tokens);
    rewriteIntervals(tokens);
    rewriteOperators(tokens);
    rewriteOrderedAggregates(tokens);
    rewriteCalls(tokens);
    rewriteClauses(tokens);
    rewriteDateDifferences(tokens, tables);
    made.sql = tokens.text();
    return made;
}

} // namespace tabletalk
