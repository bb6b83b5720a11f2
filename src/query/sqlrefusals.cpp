// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlrewrites.h"

#include <algorithm>
#include <array>

namespace tabletalk {

namespace {

struct Refused {
    std::string_view word;
    std::string_view next; //!< what must follow it; empty: anything
    std::string_view hint;
};

constexpr auto kRefused = std::to_array<Refused>({
    {"QUALIFY", "",
     "QUALIFY is not supported: put the window function into a subquery and filter it outside, "
     "SELECT * FROM (SELECT …, row_number() OVER (…) AS rn FROM …) WHERE rn = 1."},
    {"ROLLUP", "(", "ROLLUP is not supported: UNION ALL the SELECT with the groups and one without them."},
    {"CUBE", "(", "CUBE is not supported: UNION ALL one SELECT for each grouping."},
    {"GROUPING", "SETS", "GROUPING SETS is not supported: UNION ALL one SELECT for each grouping."},
    {"PIVOT", "",
     "PIVOT is not supported: write sum(x) FILTER (WHERE key = 'a') AS a for each column, with "
     "GROUP BY."},
    {"UNPIVOT", "", "UNPIVOT is not supported: UNION ALL one SELECT for each column."},
    {"LATERAL", "(", "LATERAL is not supported: use a correlated subquery, or a window function."},
    {"UNNEST", "(", "UNNEST is not supported: lists are JSON here, json_each(list) makes rows of one."},
    {"TABLESAMPLE", "", "TABLESAMPLE is not supported: ORDER BY random() LIMIT n takes a sample."},
    {"SAMPLE", "", "SAMPLE is not supported: ORDER BY random() LIMIT n takes a sample."},
    {"SIMILAR", "TO", "SIMILAR TO is not supported: use x REGEXP 'pattern'."},
    {"ASOF", "JOIN", "ASOF JOIN is not supported: join on <= and keep the latest with row_number()."},
    {"SEMI", "JOIN", "SEMI JOIN is not supported: use WHERE EXISTS (SELECT 1 FROM …)."},
    {"ANTI", "JOIN", "ANTI JOIN is not supported: use WHERE NOT EXISTS (SELECT 1 FROM …)."},
    {"BETWEEN", "SYMMETRIC", "BETWEEN SYMMETRIC is not supported: put the lower bound first."},
    {"STRUCT_PACK", "(", "There are no structs: use json_object('name', value)."},
    {"SELECT", "INTO", "Only a SELECT that reads can be run, without INTO."},
    {"FOR", "UPDATE", "Nothing is ever changed here, so FOR UPDATE is not supported."},
    {"EXPLAIN", "", "EXPLAIN is not supported: run the SELECT itself."},
    {"ARRAY", "[", "There are no arrays: use json_array(1, 2, 3), or IN (1, 2, 3)."},
});

bool isColumn(const ServedTables &tables, std::string_view name)
{
    return std::any_of(tables.begin(), tables.end(), [name](const auto &table) {
        return equalsIgnoringCase(table->name, name)
               || std::any_of(table->columns.begin(), table->columns.end(),
                              [name](const auto &column) { return equalsIgnoringCase(column.name, name); });
    });
}

std::string brokenHint(const SqlToken &token)
{
    switch (token.text.empty() ? '/' : token.text.front()) {
    case '\'':
        return "A text in single quotes never ends; inside it, a quote is doubled: 'it''s'.";
    case '"':
    case '`':
    case '[':
        return "A name in quotes never ends.";
    case '/':
        return "A comment /* never ends.";
    default:
        if (token.text.find("/*") != std::string::npos)
            return "A comment /* never ends.";
        return "There is a character that is no SQL: " + token.text + ".";
    }
}

//! Whether behind the one statement there is another.
bool hasSecondStatement(const TokenList &tokens)
{
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (tokens.isSign(i, ";") && !tokens.isSign(i + 1, ";"))
            return true;
    }
    return false;
}

} // namespace

std::string refusalOf(const TokenList &tokens, const ServedTables &tables)
{
    if (tokens.size() == 0)
        return "There is no statement. Only a SELECT can be run.";
    for (size_t i = 0; i < tokens.size(); ++i) {
        const SqlToken &token = tokens[i];
        if (token.kind == SqlKind::Broken)
            return brokenHint(token);
        if (token.kind == SqlKind::Parameter)
            return "There are no parameters such as " + token.text + ": write the value itself.";
        // ARRAY[…] reads as a word and a name in brackets.
        const bool isArray = token.is("ARRAY") && tokens[i + 1].text.starts_with('[');
        if (token.kind != SqlKind::Word || tokens.isSign(i - 1, ".")
            || (isColumn(tables, token.text) && !tokens.isSign(i + 1, "(")))
            continue;
        // Where a value or a name stands, the word is one.
        const bool isName = tokens.is(i - 1, "AS") || tokens.is(i - 1, "SELECT") || tokens.is(i - 1, "BY")
                            || tokens.isSign(i - 1, ",") || tokens.isSign(i - 1, "(");
        for (const Refused &refused : kRefused) {
            if (token.is(refused.word) && !(isName && refused.next.empty())
                && (refused.next.empty() || isArray || tokens.is(i + 1, refused.next)
                    || tokens.isSign(i + 1, refused.next)))
                return std::string(refused.hint);
        }
        if (token.is("DISTINCT") && tokens.is(i + 1, "ON") && tokens.isSign(i + 2, "("))
            return "DISTINCT ON is not supported: number the rows with row_number() OVER (PARTITION BY … "
                   "ORDER "
                   "BY …) AS rn in a subquery and keep rn = 1.";
        if ((token.is("ANY") || token.is("SOME") || token.is("ALL")) && tokens.isSign(i + 1, "(")
            && !tokens.is(i + 2, "SELECT") && !tokens.is(i - 1, "BY"))
            return "= ANY (list) is not supported: use IN (…).";
        if (token.is("ALL") && tokens.isSign(i + 1, "(") && tokens[i - 1].kind == SqlKind::Sign)
            return "> ALL (SELECT …) is not supported: compare with (SELECT max(…) FROM …).";
    }
    if (hasSecondStatement(tokens))
        return "One statement at a time: there is another one behind the semicolon.";
    if (tokens.is(0, "FROM"))
        return "A statement begins with SELECT: write SELECT * FROM ….";
    if (tokens.is(0, "SHOW"))
        return "SHOW is not supported: the tables and columns are in the schema, and SELECT * FROM t LIMIT 5 "
               "shows "
               "rows.";
    if (!tokens.is(0, "SELECT") && !tokens.is(0, "WITH") && !tokens.is(0, "VALUES") && !tokens.isSign(0, "("))
        return "Only a SELECT can be run, WITH … SELECT and VALUES among them; nothing can be changed.";
    if (tokens.is(0, "WITH") && tokens.find(1, tokens.size(), {"DELETE", "INSERT", "UPDATE"}) < tokens.size())
        return "Only a SELECT can be run, also behind WITH; nothing can be changed.";
    if (tokens.isSign(0, "("))
        return "A statement begins with SELECT, without parentheses around it.";
    return {};
}

} // namespace tabletalk
