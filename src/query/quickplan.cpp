// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "quickplan.h"

#include "sqlmoment.h"
#include "tokenlist.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tabletalk {

namespace {

using Aggregate = QuickPlan::Aggregate;

struct AggregateName {
    std::string_view word;
    Aggregate aggregate;
};
constexpr auto kAggregates = std::to_array<AggregateName>({
    {"SUM", Aggregate::Sum},
    {"TOTAL", Aggregate::Total},
    {"AVG", Aggregate::Average},
    {"MIN", Aggregate::Min},
    {"MAX", Aggregate::Max},
    {"MEDIAN", Aggregate::Median},
    {"COUNT", Aggregate::Count},
});

bool isMoment(ColumnType type)
{
    return type == ColumnType::Date || type == ColumnType::Timestamp;
}

class Parser {
public:
    Parser(std::string_view sql, const ServedTables &tables)
        : m_tokens(sql)
        , m_tables(tables)
    {
    }

    std::optional<QuickPlan> parse()
    {
        size_t end = m_tokens.size();
        while (end > 0 && m_tokens.isSign(end - 1, ";"))
            --end;
        const size_t from = m_tokens.find(0, end, {"FROM"});
        if (!m_tokens.is(0, "SELECT") || !m_tokens.isName(from + 1) || !findTable(from + 1))
            return std::nullopt;
        size_t at = from + 2;
        if (m_tokens.is(at, "WHERE") && !parseConditions(++at))
            return std::nullopt;
        const bool isGrouped = m_tokens.are(at, {"GROUP", "BY"});
        const size_t groupEnd = m_tokens.find(at, end, {"ORDER", "LIMIT", "HAVING"});
        if (!parseOutputs(1, from))
            return std::nullopt;
        if (isGrouped) {
            for (const auto &[first, last] : m_tokens.items(at + 2, groupEnd)) {
                if (!parseGroup(first, last))
                    return std::nullopt;
            }
            at = groupEnd;
        }
        if (!nameKeys())
            return std::nullopt;
        if (m_tokens.are(at, {"ORDER", "BY"})) {
            const size_t orderEnd = m_tokens.find(at, end, {"LIMIT"});
            for (const auto &[first, last] : m_tokens.items(at + 2, orderEnd)) {
                if (!parseOrder(first, last))
                    return std::nullopt;
            }
            at = orderEnd;
        }
        if (m_tokens.is(at, "LIMIT")) {
            const std::optional<qint64> limit = wholeNumber(m_tokens[at + 1]);
            // Which rows are left without an order is SQLite's to say.
            if (!limit || (m_plan.orders.empty() && isGrouped))
                return std::nullopt;
            m_plan.limit = *limit;
            at += 2;
        }
        return at == end ? std::optional(std::move(m_plan)) : std::nullopt;
    }

private:
    struct Item {
        QuickPlan::Output output;
        QuickPlan::Key key; //!< of a key
        std::string alias;
    };

    static std::optional<qint64> wholeNumber(const SqlToken &token)
    {
        qint64 value = 0;
        const char *end = token.text.data() + token.text.size();
        const auto read = std::from_chars(token.text.data(), end, value);
        if (token.kind != SqlKind::Number || read.ec != std::errc() || read.ptr != end)
            return std::nullopt;
        return value;
    }

    bool findTable(size_t at)
    {
        for (const auto &table : m_tables) {
            if (equalsIgnoringCase(table->name, m_tokens[at].name()))
                m_plan.table = table.get();
        }
        return m_plan.table != nullptr;
    }

    int columnAt(size_t at) const
    {
        if (!m_tokens.isName(at) || m_tokens.isSign(at + 1, "(") || m_tokens.isSign(at + 1, "."))
            return -1;
        const std::string name = m_tokens[at].name();
        for (size_t i = 0; i < m_plan.table->columns.size(); ++i) {
            if (equalsIgnoringCase(m_plan.table->columns[i].name, name))
                return int(i);
        }
        return -1;
    }
    const ColumnFormat &format(int column) const { return m_plan.table->table.column(column).format(); }

    bool isKnownKey(const QuickPlan::Key &key) const
    {
        const ColumnType type = format(key.column).type;
        const ServedTable::Served &served = m_plan.table->columns[size_t(key.column)];
        if (key.prefix > 0)
            return isMoment(type) && served.isOrderly;
        return served.codes > 0 || type == ColumnType::Text;
    }

    std::optional<QuickPlan::Key> keyAt(size_t begin, size_t end) const
    {
        QuickPlan::Key key;
        if (end == begin + 1) {
            key.column = columnAt(begin);
        } else if ((m_tokens.isCall(begin, "SUBSTR") || m_tokens.isCall(begin, "SUBSTRING"))
                   && end == begin + 8 && m_tokens.isSign(begin + 3, ",") && m_tokens[begin + 4].text == "1"
                   && m_tokens.isSign(begin + 5, ",") && m_tokens.isSign(begin + 7, ")")) {
            key.column = columnAt(begin + 2);
            const std::string &length = m_tokens[begin + 6].text;
            key.prefix = length == "4" ? 4 : length == "7" ? 7 : length == "10" ? 10 : 0;
            if (key.prefix == 0)
                return std::nullopt;
        } else {
            return std::nullopt;
        }
        return key.column >= 0 && isKnownKey(key) ? std::optional(key) : std::nullopt;
    }

    std::optional<QuickPlan::Output> aggregateAt(size_t begin, size_t end) const
    {
        if (!m_tokens.isSign(begin + 1, "(") || !m_tokens.isSign(end - 1, ")"))
            return std::nullopt;
        for (const AggregateName &known : kAggregates) {
            if (!m_tokens.is(begin, known.word))
                continue;
            QuickPlan::Output output{known.aggregate, 0};
            const bool isCount = known.aggregate == Aggregate::Count;
            if (isCount && end == begin + 4 && m_tokens.isSign(begin + 2, "*")) {
                output.aggregate = Aggregate::CountAll;
                return output;
            }
            const bool isDistinct = isCount && end == begin + 5 && m_tokens.is(begin + 2, "DISTINCT");
            if (isDistinct)
                output.aggregate = Aggregate::CountDistinct;
            else if (end != begin + 4)
                return std::nullopt;
            output.column = columnAt(end - 2);
            if (output.column < 0)
                return std::nullopt;
            const ColumnType type = format(output.column).type;
            const bool isAnyType =
                isCount
                || (isMoment(type) && (known.aggregate == Aggregate::Min || known.aggregate == Aggregate::Max)
                    && m_plan.table->columns[size_t(output.column)].isOrderly);
            if (!isAnyType && isTextInSql(type))
                return std::nullopt;
            return output;
        }
        return std::nullopt;
    }

    bool parseOutputs(size_t begin, size_t end)
    {
        for (const auto &[first, itemEnd] : m_tokens.items(begin, end)) {
            Item item;
            size_t last = itemEnd;
            if (last >= first + 3 && m_tokens.is(last - 2, "AS") && m_tokens.isName(last - 1)) {
                item.alias = m_tokens[last - 1].name();
                last -= 2;
            }
            if (const auto aggregate = aggregateAt(first, last)) {
                item.output = *aggregate;
            } else if (const auto key = keyAt(first, last)) {
                item.key = *key;
            } else {
                return false;
            }
            // A name that is a column's, too, could mean either.
            for (const ServedTable::Served &column : m_plan.table->columns) {
                if (!item.alias.empty() && equalsIgnoringCase(column.name, item.alias))
                    return false;
            }
            m_items.push_back(std::move(item));
        }
        return !m_items.empty();
    }

    //! The number of the output that a name or a number stands for; -1 for none.
    int outputNamed(size_t begin, size_t end) const
    {
        if (end != begin + 1)
            return -1;
        if (const std::optional<qint64> number = wholeNumber(m_tokens[begin]))
            return *number >= 1 && *number <= qint64(m_items.size()) ? int(*number) - 1 : -1;
        for (size_t i = 0; m_tokens.isName(begin) && i < m_items.size(); ++i) {
            if (!m_items[i].alias.empty() && equalsIgnoringCase(m_items[i].alias, m_tokens[begin].name()))
                return int(i);
        }
        return -1;
    }

    bool parseGroup(size_t begin, size_t end)
    {
        const int output = outputNamed(begin, end);
        if (output >= 0 && m_items[size_t(output)].output.aggregate != Aggregate::Key)
            return false;
        const std::optional<QuickPlan::Key> key =
            output >= 0 ? std::optional(m_items[size_t(output)].key) : keyAt(begin, end);
        if (key)
            m_plan.keys.push_back(*key);
        return key.has_value();
    }

    //! Each output is an aggregate or one of the keys.
    bool nameKeys()
    {
        bool isAggregate = !m_plan.keys.empty();
        for (Item &item : m_items) {
            if (item.output.aggregate == Aggregate::Key) {
                const auto found = std::find(m_plan.keys.begin(), m_plan.keys.end(), item.key);
                if (found == m_plan.keys.end())
                    return false;
                item.output.column = int(found - m_plan.keys.begin());
            } else {
                isAggregate = true;
            }
            const bool needsAll = item.output.aggregate == Aggregate::CountDistinct;
            if (needsAll && !m_plan.keys.empty())
                return false;
            m_plan.outputs.push_back(item.output);
        }
        return isAggregate;
    }

    bool parseOrder(size_t begin, size_t end)
    {
        QuickPlan::Order order;
        if (m_tokens.is(end - 1, "DESC") || m_tokens.is(end - 1, "ASC")) {
            order.isDescending = m_tokens.is(end - 1, "DESC");
            --end;
        }
        order.output = outputNamed(begin, end);
        if (order.output < 0) {
            const std::optional<QuickPlan::Key> key = keyAt(begin, end);
            const std::optional<QuickPlan::Output> aggregate = aggregateAt(begin, end);
            for (size_t i = 0; i < m_items.size(); ++i) {
                const Item &item = m_items[i];
                const bool isKey = item.output.aggregate == Aggregate::Key;
                if (isKey ? key && item.key == *key
                          : aggregate && aggregate->aggregate == item.output.aggregate
                                && aggregate->column == item.output.column)
                    order.output = int(i);
            }
        }
        if (order.output >= 0)
            m_plan.orders.push_back(order);
        return order.output >= 0;
    }

    //! A number or a text; takes it.
    std::optional<SqlLiteral> literal(size_t &at) const
    {
        const bool isNegative = m_tokens.isSign(at, "-");
        if (isNegative)
            ++at;
        const SqlToken &token = m_tokens[at];
        if (token.kind == SqlKind::Text && !isNegative) {
            ++at;
            return SqlLiteral(token.content());
        }
        if (token.kind != SqlKind::Number)
            return std::nullopt;
        ++at;
        if (const std::optional<qint64> whole = wholeNumber(token))
            return SqlLiteral(isNegative ? -*whole : *whole);
        double value = 0;
        const char *end = token.text.data() + token.text.size();
        const auto read = std::from_chars(token.text.data(), end, value);
        if (read.ec != std::errc() || read.ptr != end)
            return std::nullopt;
        return SqlLiteral(isNegative ? -value : value);
    }

    //! Whether a column and a literal compare without a conversion that only SQLite knows.
    bool compares(int column, const SqlLiteral &value) const
    {
        const ColumnFormat &of = format(column);
        const bool isText = std::holds_alternative<std::string>(value);
        if (of.type == ColumnType::Text)
            return isText;
        if (isMoment(of.type))
            return isText && m_plan.table->columns[size_t(column)].isOrderly
                   && momentRange(std::get<std::string>(value), of).has_value();
        return !isText && of.type != ColumnType::Time;
    }

    bool addCondition(int column, Comparison comparison, const SqlLiteral &value)
    {
        if (!compares(column, value))
            return false;
        m_plan.conditions.push_back({column, comparison, value});
        return true;
    }

    bool parseCondition(size_t &at)
    {
        const int column = columnAt(at++);
        if (column < 0)
            return false;
        if (m_tokens.is(at, "IS")) {
            const bool isNot = m_tokens.is(at + 1, "NOT");
            at += isNot ? 2 : 1;
            m_plan.conditions.push_back({column, isNot ? Comparison::NotNull : Comparison::IsNull, {}});
            return m_tokens.is(at++, "NULL");
        }
        if (m_tokens.is(at, "LIKE")) {
            const std::optional<SqlLiteral> value = literal(++at);
            return value && format(column).type == ColumnType::Text
                   && addCondition(column, Comparison::Like, *value);
        }
        if (m_tokens.is(at, "BETWEEN")) {
            const std::optional<SqlLiteral> low = literal(++at);
            if (!low || !m_tokens.is(at++, "AND"))
                return false;
            const std::optional<SqlLiteral> high = literal(at);
            return high && addCondition(column, Comparison::GreaterEqual, *low)
                   && addCondition(column, Comparison::LessEqual, *high);
        }
        struct Sign {
            std::string_view text;
            Comparison comparison;
        };
        constexpr auto kSigns = std::to_array<Sign>({{"=", Comparison::Equal},
                                                     {"==", Comparison::Equal},
                                                     {"<", Comparison::Less},
                                                     {"<=", Comparison::LessEqual},
                                                     {">", Comparison::Greater},
                                                     {">=", Comparison::GreaterEqual}});
        for (const Sign &sign : kSigns) {
            if (!m_tokens.isSign(at, sign.text))
                continue;
            const std::optional<SqlLiteral> value = literal(++at);
            return value && addCondition(column, sign.comparison, *value);
        }
        return false;
    }

    //! Conditions with AND between them; `at` is behind them.
    bool parseConditions(size_t &at)
    {
        if (!parseCondition(at))
            return false;
        while (m_tokens.is(at, "AND")) {
            if (!parseCondition(++at))
                return false;
        }
        return at == m_tokens.size() || m_tokens.is(at, "GROUP") || m_tokens.is(at, "ORDER")
               || m_tokens.is(at, "LIMIT") || m_tokens.isSign(at, ";");
    }

    TokenList m_tokens;
    const ServedTables &m_tables;
    QuickPlan m_plan;
    std::vector<Item> m_items;
};

} // namespace

std::optional<QuickPlan> quickPlan(std::string_view sql, const ServedTables &tables)
{
    return Parser(sql, tables).parse();
}

} // namespace tabletalk
