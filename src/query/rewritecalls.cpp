// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlrewrites.h"

#include "datearithmetic.h"

#include <array>

namespace tabletalk {

namespace {

//! x sign y becomes function(x, y). Returns behind it, or where it began when there are no two operands.
size_t callOf(TokenList &tokens, size_t sign, const std::string &function)
{
    const size_t begin = tokens.operandBegin(sign);
    const size_t end = tokens.operandEnd(sign + 1);
    if (begin == TokenList::npos || end == sign + 1 || end > tokens.size())
        return sign;
    return tokens.replace(
        begin, end, function + "(" + tokens.text(begin, sign) + ", " + tokens.text(sign + 1, end) + ")");
}

struct Renamed {
    std::string_view from;
    std::string_view to;
};
//! Where a name is a keyword, is there already with other arguments, or has a shorter way.
constexpr auto kRenamed = std::to_array<Renamed>({
    {"LEFT", "str_left"},
    {"RIGHT", "str_right"},
    {"ISNULL", "ifnull"},
    {"ARRAY_AGG", "json_group_array"},
    {"LIST", "json_group_array"},
    {"JSON_AGG", "json_group_array"},
    {"JSON_EXTRACT_STRING", "json_extract"},
    {"CHR", "char"},
    {"ASCII", "unicode"},
    {"DATE_TRUNCATE", "date_trunc"},
    {"ARBITRARY", "any_value"},
    {"LOGICAL_OR", "bool_or"},
    {"LOGICAL_AND", "bool_and"},
    {"CEILING", "ceil"},
    {"TO_TIMESTAMP_NTZ", "to_timestamp"},
});

//! Calls without arguments that mean now.
constexpr auto kNow = std::to_array<Renamed>({
    {"NOW", "datetime('now')"},
    {"GETDATE", "datetime('now')"},
    {"LOCALTIMESTAMP", "datetime('now')"},
    {"CURRENT_TIMESTAMP", "datetime('now')"},
    {"TODAY", "date('now')"},
    {"CURDATE", "date('now')"},
    {"CURRENT_DATE", "date('now')"},
});

//! Those whose first argument may be a bare unit: DATEDIFF(day, a, b).
constexpr auto kTakeUnit = std::to_array<std::string_view>(
    {"DATE_TRUNC", "DATEDIFF", "DATE_DIFF", "TIMESTAMPDIFF", "DATEADD", "DATE_ADD", "DATE_SUB", "DATESUB",
     "TIMESTAMPADD", "DATE_PART", "DATEPART", "TIMESTAMP_TRUNC"});

void quoteUnit(TokenList &tokens, size_t at)
{
    const auto arguments = tokens.arguments(at + 1);
    if (arguments.size() < 2
        || (arguments.size() == 2 && tokens[arguments.front().first].kind == SqlKind::Text))
        return;
    const auto isUnit = [&tokens](const std::pair<size_t, size_t> &range, SqlKind kind) {
        const SqlToken &token = tokens[range.first];
        return range.second == range.first + 1 && token.kind == kind && dateUnit(token.content()).has_value();
    };
    for (const auto &argument : arguments) {
        if (isUnit(argument, SqlKind::Text))
            return;
    }
    // Only BigQuery's date_trunc has the unit last; a column may be called day, too.
    const bool isFirst = isUnit(arguments.front(), SqlKind::Word);
    const bool isLast = isUnit(arguments.back(), SqlKind::Word);
    if (!isFirst && !isLast)
        return;
    const auto &[begin, end] =
        isLast && (!isFirst || arguments.size() == 2) ? arguments.back() : arguments.front();
    tokens.replace(begin, end, quotedText(tokens[begin].text));
}

//! EXTRACT(f FROM x), SUBSTRING(x FROM a FOR b), POSITION(a IN b), TRIM(BOTH a FROM b): words where commas
//! should be. False where it is none of them.
bool rewriteWordyCall(TokenList &tokens, size_t at)
{
    const size_t close = tokens.closing(at + 1);
    if (close == TokenList::npos)
        return false;
    const size_t first = at + 2;
    const size_t from = tokens.find(first, close, {"FROM"});
    if (tokens.is(at, "EXTRACT") && from < close) {
        tokens.replace(at, close + 1,
                       "date_part(" + quotedText(tokens.text(first, from)) + ", "
                           + tokens.text(from + 1, close) + ")");
        return true;
    }
    if (tokens.is(at, "SUBSTRING") && from < close) {
        const size_t length = tokens.find(from, close, {"FOR"});
        std::string made = "substr(" + tokens.text(first, from) + ", " + tokens.text(from + 1, length);
        if (length < close)
            made += ", " + tokens.text(length + 1, close);
        tokens.replace(at, close + 1, made + ")");
        return true;
    }
    if (tokens.is(at, "POSITION")) {
        const size_t in = tokens.find(first, close, {"IN"});
        if (in == close)
            return false;
        tokens.replace(at, close + 1,
                       "instr(" + tokens.text(in + 1, close) + ", " + tokens.text(first, in) + ")");
        return true;
    }
    if (tokens.is(at, "TRIM")) {
        std::string function = "trim(";
        size_t set = first;
        if (tokens.is(first, "LEADING"))
            function = "ltrim(";
        else if (tokens.is(first, "TRAILING"))
            function = "rtrim(";
        if (function != "trim(" || tokens.is(first, "BOTH"))
            ++set;
        if (from == close && set == first)
            return false;
        const bool hasSet = set < from && from < close;
        const size_t text = from < close ? from + 1 : set;
        tokens.replace(at, close + 1,
                       function + tokens.text(text, close) + (hasSet ? ", " + tokens.text(set, from) : "")
                           + ")");
        return true;
    }
    return false;
}

//! DuckDB's strftime(moment, format).
bool swapsArguments(TokenList &tokens, size_t at)
{
    const auto arguments = tokens.arguments(at + 1);
    if (arguments.size() != 2)
        return false;
    const auto &[begin, end] = arguments[1];
    const SqlToken &second = tokens[begin];
    const bool isFormat =
        end == begin + 1 && second.kind == SqlKind::Text && second.text.find('%') != std::string::npos;
    if (!isFormat || tokens[arguments[0].first].text.find('%') != std::string::npos)
        return false;
    tokens.replace(at + 2, end, second.text + ", " + tokens.text(arguments[0].first, arguments[0].second));
    return true;
}

void rewriteCall(TokenList &tokens, size_t at)
{
    if (rewriteWordyCall(tokens, at))
        return;
    // Behind a table and before its ON, LEFT ( would be a join; no dialect writes one so.
    for (const Renamed &renamed : kRenamed) {
        if (tokens.is(at, renamed.from)) {
            tokens.replace(at, at + 1, renamed.to);
            return;
        }
    }
    for (const Renamed &now : kNow) {
        if (tokens.is(at, now.from) && tokens.isSign(at + 2, ")")) {
            tokens.replace(at, at + 3, now.to);
            return;
        }
    }
    for (const std::string_view name : kTakeUnit) {
        if (tokens.is(at, name))
            quoteUnit(tokens, at);
    }
    if (tokens.is(at, "TIMESTAMP_TRUNC"))
        tokens.replace(at, at + 1, "date_trunc");
    else if (tokens.is(at, "STRFTIME"))
        swapsArguments(tokens, at);
}

} // namespace

void rewriteOperators(TokenList &tokens)
{
    int rewrites = 0;
    for (size_t at = 0; at < tokens.size() && rewrites < kMostRewrites; ++at) {
        const SqlToken &token = tokens[at];
        const bool isBinary = tokens.endsOperand(at - 1);
        const size_t before = at;
        const std::string sign = token.text;
        if (token.is("ILIKE")) {
            tokens.replace(at, at + 1, "LIKE");
        } else if (token.is("RLIKE")) {
            tokens.replace(at, at + 1, "REGEXP");
        } else if (token.kind != SqlKind::Sign || !isBinary) {
            continue;
        } else if (sign == "~") {
            tokens.replace(at, at + 1, "REGEXP");
        } else if (sign == "!~") {
            tokens.replace(at, at + 1, "NOT REGEXP");
        } else if (sign == "~~" || sign == "~~*") {
            tokens.replace(at, at + 1, "LIKE");
        } else if (sign == "!~~" || sign == "!~~*") {
            tokens.replace(at, at + 1, "NOT LIKE");
        } else if (sign == "~*") {
            at = callOf(tokens, at, "regexp_ilike");
        } else if (sign == "!~*") {
            at = callOf(tokens, at, "NOT regexp_ilike");
        } else if (sign == "^" || sign == "**") {
            at = callOf(tokens, at, "pow");
        } else if (sign == "//") {
            tokens.replace(at, at + 1, "/");
        } else {
            continue;
        }
        ++rewrites;
        // Behind a call, the next sign may follow at once.
        if (at > before)
            --at;
    }
}

void rewriteCalls(TokenList &tokens)
{
    int rewrites = 0;
    for (size_t at = 0; at < tokens.size() && rewrites < kMostRewrites; ++at) {
        if (tokens[at].kind != SqlKind::Word || !tokens.isSign(at + 1, "(") || tokens.isSign(at - 1, "."))
            continue;
        rewriteCall(tokens, at);
        ++rewrites;
    }
}

void rewriteOrderedAggregates(TokenList &tokens)
{
    int rewrites = 0;
    for (size_t at = 0; at < tokens.size() && rewrites < kMostRewrites; ++at) {
        const bool isJoin = tokens.isCall(at, "STRING_AGG") || tokens.isCall(at, "LISTAGG")
                            || tokens.isCall(at, "GROUP_CONCAT");
        const bool isOrdered = isJoin || tokens.isCall(at, "PERCENTILE_CONT")
                               || tokens.isCall(at, "PERCENTILE_DISC") || tokens.isCall(at, "MODE");
        const size_t close = isOrdered ? tokens.closing(at + 1) : TokenList::npos;
        if (close == TokenList::npos)
            continue;
        ++rewrites;
        const std::string name = tokens[at].text;
        size_t order = tokens.find(at + 2, close, {"ORDER"});
        std::string arguments = tokens.text(at + 2, order);
        size_t end = close;
        if (order == close && tokens.are(close + 1, {"WITHIN", "GROUP"}) && tokens.isSign(close + 3, "(")
            && tokens.are(close + 4, {"ORDER", "BY"})) {
            order = close + 4;
            end = tokens.closing(close + 3);
        }
        if (isJoin) {
            // MySQL's way to name what stands between.
            const size_t separator = tokens.find(at + 2, close, {"SEPARATOR"});
            const std::string between = separator < close ? tokens.text(separator + 1, close) : std::string();
            if (separator < close) {
                arguments = tokens.text(at + 2, std::min(order, separator)) + ", " + between;
                if (order < separator && end == close)
                    end = separator;
            }
            if (order >= end || end == TokenList::npos) {
                if (separator < close)
                    tokens.replace(at, close + 1, "string_agg(" + arguments + ")");
                continue;
            }
        } else if (order >= end || end == TokenList::npos) {
            continue;
        }
        const bool isDescending = tokens.is(end - 1, "DESC");
        const bool hasDirection = isDescending || tokens.is(end - 1, "ASC");
        const std::string key = tokens.text(order + 2, hasDirection ? end - 1 : end);
        std::string made;
        if (isJoin) {
            if (tokens.items(at + 2, std::min(order, close)).size() < 2
                && arguments.find(", ") == std::string::npos)
                arguments += ", ','";
            made = (isDescending ? "string_agg_by_desc(" : "string_agg_by(") + arguments + ", " + key + ")";
        } else if (tokens.is(at, "MODE")) {
            made = "mode(" + key + ")";
        } else {
            made = name + "(" + key + ", " + (isDescending ? "1 - (" + arguments + ")" : arguments) + ")";
        }
        size_t behind = end + 1;
        if (isJoin && end < close)
            behind = close + 1;
        tokens.replace(at, behind, made);
    }
}

} // namespace tabletalk
