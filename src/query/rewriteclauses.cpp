// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlrewrites.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tabletalk {

namespace {

constexpr auto kAggregates = std::to_array<std::string_view>({"COUNT",
                                                              "SUM",
                                                              "AVG",
                                                              "MIN",
                                                              "MAX",
                                                              "TOTAL",
                                                              "GROUP_CONCAT",
                                                              "STRING_AGG",
                                                              "MEDIAN",
                                                              "MODE",
                                                              "STDDEV",
                                                              "STDDEV_POP",
                                                              "STDDEV_SAMP",
                                                              "VARIANCE",
                                                              "VAR_POP",
                                                              "VAR_SAMP",
                                                              "PERCENTILE",
                                                              "PERCENTILE_CONT",
                                                              "PERCENTILE_DISC",
                                                              "QUANTILE",
                                                              "QUANTILE_CONT",
                                                              "CORR",
                                                              "ANY_VALUE",
                                                              "FIRST",
                                                              "LAST",
                                                              "COUNT_IF",
                                                              "BOOL_AND",
                                                              "BOOL_OR",
                                                              "JSON_GROUP_ARRAY",
                                                              "JSON_GROUP_OBJECT",
                                                              "APPROX_COUNT_DISTINCT",
                                                              "HISTOGRAM",
                                                              "ARG_MAX",
                                                              "ARG_MIN",
                                                              "MAX_BY",
                                                              "MIN_BY",
                                                              "SKEWNESS",
                                                              "KURTOSIS",
                                                              "PRODUCT",
                                                              "GEOMEAN",
                                                              "MAD",
                                                              "REGR_SLOPE",
                                                              "REGR_INTERCEPT",
                                                              "REGR_R2",
                                                              "REGR_COUNT",
                                                              "COVAR_POP",
                                                              "COVAR_SAMP",
                                                              "STRING_AGG_BY",
                                                              "STRING_AGG_BY_DESC",
                                                              "LISTAGG"});

bool hasAggregate(const TokenList &tokens, size_t begin, size_t end)
{
    for (size_t at = begin; at < end; ++at) {
        if (!tokens.isSign(at + 1, "("))
            continue;
        const bool isNamed = std::any_of(kAggregates.begin(), kAggregates.end(),
                                         [&](std::string_view name) { return tokens.is(at, name); });
        size_t close = isNamed ? tokens.closing(at + 1) : TokenList::npos;
        if (close == TokenList::npos)
            continue;
        if (tokens.isCall(close + 1, "FILTER"))
            close = tokens.closing(close + 2);
        if (!tokens.is(close + 1, "OVER"))
            return true;
    }
    return false;
}

//! Where the list of a SELECT begins and ends.
std::pair<size_t, size_t> selectList(const TokenList &tokens, size_t select)
{
    size_t begin = select + 1;
    if (tokens.is(begin, "DISTINCT") || tokens.is(begin, "ALL"))
        ++begin;
    const size_t end =
        tokens.find(begin, tokens.scopeEnd(begin), {"FROM", "WHERE", "GROUP", "ORDER", "LIMIT"});
    return {begin, end};
}

//! GROUP BY ALL and ORDER BY ALL name the columns by their numbers.
void rewriteAll(TokenList &tokens, size_t at)
{
    const bool isGroup = tokens.is(at, "GROUP");
    const size_t select = tokens.scopeSelect(at);
    if (select == TokenList::npos)
        return;
    const auto [begin, end] = selectList(tokens, select);
    std::string numbers;
    int number = 0;
    for (const auto &[from, to] : tokens.items(begin, end)) {
        ++number;
        if (isGroup && hasAggregate(tokens, from, to))
            continue;
        numbers += (numbers.empty() ? "" : ", ") + std::to_string(number);
    }
    if (numbers.empty())
        tokens.replace(at, at + 3, "");
    else
        tokens.replace(at + 2, at + 3, numbers);
}

//! SELECT TOP n … is … LIMIT n.
void rewriteTop(TokenList &tokens, size_t at)
{
    const size_t end = tokens.operandEnd(at + 1);
    const std::string count = tokens.text(at + 1, end);
    const size_t limit = tokens.scopeEnd(at);
    tokens.replace(limit, limit, " LIMIT " + count);
    tokens.replace(at, end, "");
}

//! FETCH FIRST n ROWS ONLY, with an OFFSET n ROWS before it.
void rewriteFetch(TokenList &tokens, size_t at)
{
    size_t end = at + 2;
    std::string count = "1";
    if (tokens[end].kind == SqlKind::Number)
        count = tokens[end++].text;
    while (tokens.is(end, "ROW") || tokens.is(end, "ROWS") || tokens.is(end, "ONLY"))
        ++end;
    tokens.replace(at, end, "LIMIT " + count);
}

//! SQLite has the OFFSET behind the LIMIT, and none without.
void rewriteOffset(TokenList &tokens, size_t at)
{
    const size_t end = tokens.operandEnd(at + 1);
    size_t behind = end;
    if (tokens.is(behind, "ROW") || tokens.is(behind, "ROWS"))
        ++behind;
    const std::string offset = " OFFSET " + tokens.text(at + 1, end);
    if (tokens.is(behind, "FETCH"))
        rewriteFetch(tokens, behind);
    if (tokens.is(behind, "LIMIT")) {
        const size_t limitEnd = tokens.operandEnd(behind + 1);
        tokens.replace(at, limitEnd, tokens.text(behind, limitEnd) + offset);
    } else {
        tokens.replace(at, behind, "LIMIT -1" + offset);
    }
}

//! The one table a SELECT is from; nothing where there are several or it is none of ours.
const ServedTable *onlyTable(const TokenList &tokens, size_t from, const ServedTables &tables)
{
    const size_t end = tokens.find(from + 1, tokens.scopeEnd(from + 1),
                                   {"WHERE", "GROUP", "ORDER", "LIMIT", "HAVING", "JOIN", "UNION"});
    if (!tokens.isName(from + 1) || tokens.is(end, "JOIN") || tokens.items(from + 1, end).size() != 1)
        return nullptr;
    for (const auto &table : tables) {
        if (equalsIgnoringCase(table->name, tokens[from + 1].name()))
            return table.get();
    }
    return nullptr;
}

//! SELECT * EXCLUDE (a, b) FROM t names the other columns.
void rewriteExclude(TokenList &tokens, size_t star, const ServedTables &tables)
{
    const bool hasList = tokens.isSign(star + 2, "(");
    const size_t end = hasList ? tokens.closing(star + 2) + 1 : star + 3;
    const size_t from = tokens.find(star, tokens.scopeEnd(star), {"FROM"});
    const ServedTable *table = onlyTable(tokens, from, tables);
    if (!table || end == 0 || end > from)
        return;
    std::string names;
    for (const ServedTable::Served &column : table->columns) {
        bool isLeftOut = false;
        for (size_t at = star + 2; at < end; ++at)
            isLeftOut =
                isLeftOut || (tokens.isName(at) && equalsIgnoringCase(tokens[at].name(), column.name));
        if (!isLeftOut)
            names += (names.empty() ? "" : ", ") + quotedName(column.name);
    }
    if (!names.empty())
        tokens.replace(star, end, names);
}

//! What is known of each column, as rows.
std::string description(const ServedTable &table)
{
    std::string rows;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        const ServedTable::Served &column = table.columns[i];
        const Column &data = table.table.column(int(i));
        constexpr const char *kTypes[] = {"text",    "integer", "decimal", "real",
                                          "boolean", "date",    "time",    "timestamp"};
        const ColumnProfile &profile = data.profile();
        rows += i > 0 ? ", (" : "(";
        rows += quotedText(column.name) + ", " + quotedText(kTypes[int(data.format().type)]);
        const auto add = [&](const std::string &value) {
            rows += ", " + (column.isPrivate || value.empty() ? "NULL" : value);
        };
        add(std::to_string(profile.nulls));
        add(std::to_string(profile.distinct));
        for (const QString &value : {profile.min, profile.median, profile.max})
            add(value.isEmpty() ? std::string() : quotedText(value.toStdString()));
        rows += ")";
    }
    return "SELECT column1 AS \"column\", column2 AS type, column3 AS no_value, column4 AS distinct_values, "
           "column5 AS min, column6 AS median, column7 AS max FROM (VALUES "
           + rows + ")";
}

} // namespace

void rewriteClauses(TokenList &tokens)
{
    int rewrites = 0;
    for (size_t at = 0; at < tokens.size() && rewrites < kMostRewrites; ++at, ++rewrites) {
        if ((tokens.is(at, "GROUP") || tokens.is(at, "ORDER")) && tokens.are(at + 1, {"BY", "ALL"}))
            rewriteAll(tokens, at);
        else if (tokens.is(at, "TOP") && tokens.is(at - 1, "SELECT")
                 && (tokens[at + 1].kind == SqlKind::Number || tokens.isSign(at + 1, "(")))
            rewriteTop(tokens, at);
        else if (tokens.is(at, "FETCH") && (tokens.is(at + 1, "FIRST") || tokens.is(at + 1, "NEXT")))
            rewriteFetch(tokens, at);
        else if (tokens.is(at, "OFFSET") && tokens[at + 1].kind == SqlKind::Number
                 && !tokens.is(at - 2, "LIMIT"))
            rewriteOffset(tokens, at);
        else if (tokens.is(at, "LIMIT") && tokens.is(at + 1, "ALL"))
            tokens.replace(at + 1, at + 2, "-1");
        else if (tokens.isSign(at, "=") && (tokens.is(at + 1, "ANY") || tokens.is(at + 1, "SOME"))
                 && tokens.isSign(at + 2, "("))
            tokens.replace(at, at + 2, "IN");
        else
            --rewrites;
    }
}

void rewriteColumnLists(TokenList &tokens, const ServedTables &tables)
{
    const bool describes = tokens.is(0, "DESCRIBE") || tokens.is(0, "SUMMARIZE") || tokens.is(0, "DESC");
    const size_t name = tokens.is(1, "TABLE") ? 2 : 1;
    for (const auto &table : tables) {
        const bool isIt =
            describes && tokens.isName(name) && equalsIgnoringCase(tokens[name].name(), table->name);
        if (isIt && !table->columns.empty() && tokens.size() <= name + 2) {
            tokens.replace(0, tokens.size(), description(*table));
            return;
        }
    }
    constexpr int kMostStars = 20;
    int stars = 0;
    for (size_t at = 0; at < tokens.size() && stars < kMostStars; ++at) {
        const bool isStar = tokens.isSign(at, "*") && !tokens.endsOperand(at - 1);
        const bool excludes =
            tokens.is(at + 1, "EXCLUDE")
            || (tokens.is(at + 1, "EXCEPT") && tokens.isSign(at + 2, "(") && !tokens.is(at + 3, "SELECT"));
        if (isStar && excludes) {
            rewriteExclude(tokens, at, tables);
            ++stars;
        }
    }
}

void rewriteDateDifferences(TokenList &tokens, const ServedTables &tables)
{
    //! Whether the operand is a column of days or times, or a call that makes one.
    const auto isMoment = [&](size_t begin, size_t end) {
        for (const std::string_view makes : {"TO_DATE", "DATE", "TO_TIMESTAMP", "DATETIME", "DATE_TRUNC",
                                             "DATE_ADD", "DATE_SUB", "LAST_DAY", "MAKE_DATE"}) {
            if (tokens.isCall(begin, makes) && tokens.closing(begin + 1) + 1 == end)
                return true;
        }
        if (end == begin + 1 && tokens.is(begin, "CURRENT_DATE"))
            return true;
        if (end == begin || !tokens.isName(end - 1))
            return false;
        bool isAny = false;
        for (const auto &table : tables) {
            for (size_t i = 0; i < table->columns.size(); ++i) {
                if (!equalsIgnoringCase(table->columns[i].name, tokens[end - 1].name()))
                    continue;
                const ColumnType type = table->table.column(int(i)).format().type;
                if (type != ColumnType::Date && type != ColumnType::Timestamp)
                    return false;
                isAny = true;
            }
        }
        return isAny;
    };
    int rewrites = 0;
    for (size_t at = 0; at < tokens.size() && rewrites < kMostRewrites; ++at) {
        if (!tokens.isSign(at, "-") && !tokens.isSign(at, "+"))
            continue;
        const size_t begin = tokens.operandBegin(at);
        const size_t end = tokens.operandEnd(at + 1);
        if (begin == TokenList::npos || end <= at + 1 || !isMoment(begin, at))
            continue;
        std::string made;
        if (tokens[at + 1].kind == SqlKind::Number && end == at + 2)
            made = tokens.isSign(at, "-") ? "date_sub(" : "date_add(";
        else if (tokens.isSign(at, "-") && isMoment(at + 1, end))
            made = "days_between(";
        else
            continue;
        at = tokens.replace(begin, end, made + tokens.text(begin, at) + ", " + tokens.text(at + 1, end) + ")")
             - 1;
        ++rewrites;
    }
}

} // namespace tabletalk
