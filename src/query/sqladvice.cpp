// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqladvice.h"

#include "tokenlist.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

namespace tabletalk {

namespace {

size_t distance(std::string_view one, std::string_view other)
{
    constexpr size_t kLongest = 60;
    const std::string a = upperAscii(one.substr(0, kLongest));
    const std::string b = upperAscii(other.substr(0, kLongest));
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t(0));
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = std::exchange(row[0], i + 1);
        for (size_t j = 0; j < b.size(); ++j) {
            const size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, diagonal + 1, row[j] + 1});
        }
    }
    // A name that is part of the other is near, however long the rest.
    const bool isPart =
        a.size() > 2 && b.size() > 2 && (a.find(b) != std::string::npos || b.find(a) != std::string::npos);
    return isPart ? std::min<size_t>(row.back(), 2) : row.back();
}

//! The nearest first.
std::vector<std::string> nearest(std::string_view wanted, std::vector<std::string> names)
{
    constexpr size_t kMost = 5;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<std::pair<size_t, std::string>> ranked;
    for (std::string &name : names) {
        const size_t far = distance(wanted, name);
        if (far <= std::max<size_t>(2, wanted.size() / 2))
            ranked.emplace_back(far, std::move(name));
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto &one, const auto &other) { return one.first < other.first; });
    ranked.resize(std::min(ranked.size(), kMost));
    std::vector<std::string> found;
    found.reserve(ranked.size());
    for (auto &entry : ranked)
        found.push_back(std::move(entry.second));
    return found;
}

std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

//! What comes after a prefix of the message.
std::optional<std::string> after(std::string_view message, std::string_view prefix)
{
    const size_t at = message.find(prefix);
    if (at == std::string_view::npos)
        return std::nullopt;
    return std::string(message.substr(at + prefix.size()));
}

std::string columnHint(const std::string &name, const ServedTables &tables)
{
    const size_t point = name.rfind('.');
    const std::string column = point == std::string::npos ? name : name.substr(point + 1);
    std::vector<std::string> all;
    for (const auto &table : tables) {
        for (const ServedTable::Served &served : table->columns)
            all.push_back(served.name);
    }
    std::vector<std::string> near = nearest(column, all);
    std::string text = "There is no column " + name + ".";
    if (!near.empty())
        return text + " Nearest: " + listed(near) + ".";
    constexpr size_t kMostListed = 40;
    if (all.size() > kMostListed)
        all.resize(kMostListed);
    return text + " The columns are: " + listed(all) + ".";
}

std::string tableHint(const std::string &name, const ServedTables &tables)
{
    std::vector<std::string> all;
    for (const auto &table : tables)
        all.push_back(table->name);
    return "There is no table " + name + ". The tables are: " + listed(all) + ".";
}

struct FunctionHint {
    std::string_view name;
    std::string_view hint;
};
constexpr auto kFunctionHints = std::to_array<FunctionHint>({
    {"age", "Use date_diff('year', a, b), or date_diff('day', a, b)."},
    {"zeroblob", "Blobs cannot be made."},
    {"randomblob", "Blobs cannot be made."},
    {"load_extension", "Nothing can be loaded."},
    {"list_aggregate", "Lists are JSON here: SELECT sum(value) FROM json_each(list)."},
    {"array_length", "Lists are JSON here: json_array_length(list)."},
    {"uuid", "Use row_number() OVER () to number rows."},
    {"md5", "Hashes are not supported."},
    {"convert", "Use CAST(x AS type)."},
    {"decode", "Use CASE x WHEN a THEN b ELSE c END."},
    {"struct_pack", "Use json_object('name', value)."},
    {"months_between", "Use date_diff('month', a, b)."},
    {"time_bucket", "Use date_trunc('hour', x), or date_trunc with 'day', 'week', 'month'."},
    {"sqlite_version", "It is SQLite with the functions of the schema card."},
});

std::string functionHint(std::string name, const std::set<std::string, std::less<>> &functions)
{
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    std::string text = "There is no function " + name + "().";
    for (const FunctionHint &known : kFunctionHints) {
        if (name == known.name)
            return text + " " + std::string(known.hint);
    }
    const std::vector<std::string> near = nearest(name, {functions.begin(), functions.end()});
    return near.empty() ? text : text + " Nearest: " + listed(near) + ".";
}

std::string placeOf(int offset, std::string_view sql)
{
    if (offset < 0 || size_t(offset) > sql.size())
        return {};
    const std::string_view before = sql.substr(0, size_t(offset));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    constexpr size_t kShown = 40;
    std::string near(sql.substr(size_t(offset), kShown));
    near = near.substr(0, near.find('\n'));
    return " (line " + std::to_string(line) + ", character " + std::to_string(before.size() - lineStart + 1)
           + ", at: " + near + ")";
}

//! What an operand of a division or a comparison is made of, as far as tokens tell.
struct Operand {
    bool hasWhole = false;
    bool hasOther = false; //!< a real number, or what cannot be told
    bool hasText = false;
};

class Reader {
public:
    Reader(const TokenList &tokens, const ServedTables &tables)
        : m_tokens(tokens)
        , m_tables(tables)
    {
    }

    std::optional<ColumnType> columnType(size_t at, qint64 *nulls = nullptr) const
    {
        if (!m_tokens.isName(at) || m_tokens.isSign(at + 1, "(") || m_tokens.isSign(at + 1, "."))
            return std::nullopt;
        const std::string name = m_tokens[at].name();
        for (const auto &table : m_tables) {
            for (size_t i = 0; i < table->columns.size(); ++i) {
                if (!equalsIgnoringCase(table->columns[i].name, name))
                    continue;
                const Column &column = table->table.column(int(i));
                if (nulls)
                    *nulls = column.profile().nulls;
                return table->columns[i].unit == 1 ? column.format().type : ColumnType::Real;
            }
        }
        return std::nullopt;
    }

    Operand read(size_t begin, size_t end) const
    {
        Operand found;
        for (size_t at = begin; at < end; ++at) {
            const SqlToken &token = m_tokens[at];
            if (token.kind == SqlKind::Number) {
                const bool isReal = token.text.find_first_of(".eE") != std::string::npos;
                (isReal ? found.hasOther : found.hasWhole) = true;
            } else if (token.kind == SqlKind::Text) {
                found.hasText = true;
            } else if (m_tokens.isSign(at + 1, "(") && token.kind == SqlKind::Word) {
                readCall(at, found);
                if (m_tokens.is(at, "COUNT"))
                    at = m_tokens.closing(at + 1);
            } else if (const std::optional<ColumnType> type = columnType(at)) {
                found.hasWhole =
                    found.hasWhole || *type == ColumnType::Integer || *type == ColumnType::Boolean;
                found.hasOther = found.hasOther || *type == ColumnType::Decimal || *type == ColumnType::Real;
                found.hasText = found.hasText || isTextInSql(*type);
            } else if (token.is("REAL")) {
                found.hasOther = true;
            } else if (m_tokens.isName(at) && !m_tokens.isSign(at + 1, ".") && !isWord(token)) {
                found.hasOther = true;
            }
        }
        return found;
    }

private:
    static bool isWord(const SqlToken &token)
    {
        for (const std::string_view word :
             {"CASE", "WHEN", "THEN", "ELSE", "END", "AND", "OR", "NOT", "IS", "NULL", "FILTER", "WHERE",
              "DISTINCT", "AS", "INTEGER", "OVER", "PARTITION", "BY"}) {
            if (token.is(word))
                return true;
        }
        return false;
    }

    void readCall(size_t at, Operand &found) const
    {
        for (const std::string_view whole : {"COUNT", "LENGTH", "INSTR", "YEAR", "MONTH", "DAY", "DATE_DIFF"})
            found.hasWhole = found.hasWhole || m_tokens.is(at, whole);
        // These keep the kind of their argument; whatever else is called, its kind is not known.
        bool keeps = found.hasWhole && m_tokens.is(at, "COUNT");
        for (const std::string_view keeping :
             {"SUM", "MIN", "MAX", "ABS", "CAST", "COALESCE", "IFNULL", "NULLIF", "COUNT", "LENGTH", "INSTR",
              "YEAR", "MONTH", "DAY", "DATE_DIFF", "COUNT_IF", "FILTER", "OVER"})
            keeps = keeps || m_tokens.is(at, keeping);
        found.hasOther = found.hasOther || !keeps;
    }

    const TokenList &m_tokens;
    const ServedTables &m_tables;
};

bool isWhole(const Operand &operand)
{
    return operand.hasWhole && !operand.hasOther && !operand.hasText;
}

} // namespace

std::string explainedError(std::string_view message, int offset, std::string_view sql,
                           const ServedTables &tables, const std::set<std::string, std::less<>> &functions)
{
    const std::string place = placeOf(offset, sql);
    if (const auto name = after(message, "no such column: ")) {
        const bool isQuoted = sql.find(quotedName(*name)) != std::string_view::npos;
        return columnHint(*name, tables) + (isQuoted ? " A text stands in single quotes." : "") + place;
    }
    if (const auto name = after(message, "no such table: "))
        return tableHint(*name, tables) + place;
    if (const auto name = after(message, "no such function: "))
        return functionHint(*name, functions) + place;
    if (const auto name = after(message, "not authorized to use function: "))
        return functionHint(*name, functions) + place;
    if (message.starts_with("access to ") || message == "not authorized")
        return "The statement reads or does what is not allowed here. The tables of the conversation can be "
               "read, "
               "and nothing else.";
    if (const auto name = after(message, "ambiguous column name: "))
        return "The column " + *name + " is in more than one table: write the table's name before it."
               + place;
    if (message.find("DISTINCT aggregates must have exactly one argument") != std::string_view::npos
        || message.find("wrong number of arguments to function count") != std::string_view::npos)
        return "DISTINCT takes one argument here: count(DISTINCT a || '|' || b).";
    if (message.find("may not be used as a window function") != std::string_view::npos)
        return std::string(message)
               + ". Compute it in a grouped subquery and join it, or use avg, sum, count, min, max, stddev, "
                 "variance.";
    if (message.find("misuse of aggregate") != std::string_view::npos)
        return std::string(message) + ". Conditions on aggregates stand behind HAVING, or outside a subquery."
               + place;
    if (message.find("string or blob too big") != std::string_view::npos)
        return "A text grew longer than a million bytes, which a query may not make.";
    if (message.find("syntax error") != std::string_view::npos)
        return std::string(message) + ". The language is SQLite's." + place;
    return std::string(message) + place;
}

std::vector<std::string> warningsFor(std::string_view sql, const ServedTables &tables)
{
    const TokenList tokens(sql);
    const Reader reader(tokens, tables);
    std::vector<std::string> warnings;
    const auto warn = [&warnings](std::string text) {
        constexpr size_t kMost = 6;
        if (warnings.size() < kMost && std::find(warnings.begin(), warnings.end(), text) == warnings.end())
            warnings.push_back(std::move(text));
    };
    constexpr int kMostDivisions = 100;
    int divisions = 0;
    for (size_t at = 0; at < tokens.size(); ++at) {
        if (tokens.isSign(at, "/") && ++divisions < kMostDivisions) {
            size_t begin = tokens.operandBegin(at);
            // 1.0 * a / b divides the product.
            while (begin != TokenList::npos
                   && (tokens.isSign(begin - 1, "*") || tokens.isSign(begin - 1, "/"))
                   && tokens.operandBegin(begin - 1) != TokenList::npos)
                begin = tokens.operandBegin(begin - 1);
            const size_t end = tokens.operandEnd(at + 1);
            if (begin != TokenList::npos && end <= tokens.size() && isWhole(reader.read(begin, at))
                && isWhole(reader.read(at + 1, end)))
                warn("Whole numbers were divided: " + tokens.text(begin, end)
                     + " drops what is behind the point (3/2 is 1). Write 1.0 * before it for a fraction.");
        }
        const bool compares = tokens.isSign(at, "=") || tokens.isSign(at, "<") || tokens.isSign(at, ">")
                              || tokens.isSign(at, "<=") || tokens.isSign(at, ">=");
        if (compares && tokens[at + 1].kind == SqlKind::Number) {
            const std::optional<ColumnType> type = reader.columnType(at - 1);
            if (type && isTextInSql(*type))
                warn(tokens[at - 1].name()
                     + " holds texts and was compared with a number, as texts compare.");
        }
        if (tokens.are(at, {"NOT", "IN"}) && tokens.isCall(at + 1, "IN") && tokens.is(at + 3, "SELECT"))
            warn("NOT IN finds nothing if the subquery has a row without a value; NOT EXISTS does.");
        for (const std::string_view function :
             {"AVG", "MEDIAN", "STDDEV", "VARIANCE", "PERCENTILE_CONT", "SUM"}) {
            qint64 nulls = 0;
            if (tokens.isCall(at, function) && reader.columnType(at + 2, &nulls) && nulls > 0
                && tokens.isSign(at + 3, ")"))
                warn(tokens.text(at, at + 4) + " leaves out the cells of " + tokens[at + 2].name()
                     + " without a value: the column has " + std::to_string(nulls) + " of them.");
        }
    }
    return warnings;
}

} // namespace tabletalk
