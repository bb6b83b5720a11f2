// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "quickquery.h"

#include "civildate.h"
#include "sqlmoment.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace tabletalk {

namespace {

using Aggregate = QuickPlan::Aggregate;

constexpr qint64 kExact = qint64{1} << 53;
constexpr qint64 kMostCodes = 4'000'000;

template <class Number>
int orderOf(Number one, Number other)
{
    return one < other ? -1 : one > other ? 1 : 0;
}

//! As SQLite sorts: no value, numbers, texts.
int orderOf(const SqlLiteral &one, const SqlLiteral &other)
{
    const auto *text = std::get_if<std::string>(&one);
    const auto *otherText = std::get_if<std::string>(&other);
    if (text && otherText)
        return text->compare(*otherText);
    const auto rank = [](const SqlLiteral &value) {
        return value.index() == 0 ? 0 : std::holds_alternative<std::string>(value) ? 2 : 1;
    };
    if (rank(one) != rank(other) || rank(one) == 0)
        return orderOf(rank(one), rank(other));
    const auto *whole = std::get_if<qint64>(&one);
    const auto *otherWhole = std::get_if<qint64>(&other);
    if (whole && otherWhole)
        return orderOf(*whole, *otherWhole);
    return orderOf(whole ? double(*whole) : std::get<double>(one),
                   otherWhole ? double(*otherWhole) : std::get<double>(other));
}

qint64 daysOf(const Column &column, qint64 raw)
{
    if (column.format().type == ColumnType::Date)
        return raw;
    return raw >= 0 ? raw / kMicrosPerDay : -((kMicrosPerDay - 1 - raw) / kMicrosPerDay);
}

//! Years, months or days, by how much of a day's text is wanted.
qint64 periodOf(qint64 days, int prefix)
{
    if (prefix == 10)
        return days;
    const CivilDate date = civilFromDays(days);
    return prefix == 4 ? date.year : date.year * 12 + date.month - 1;
}

} // namespace

struct QuickQuery::TextGroups {
    std::unordered_map<std::string_view, quint32> groups;
    qint32 none = -1; //!< the group of rows without a value
};

QuickQuery::QuickQuery(const QuickPlan &plan)
    : m_plan(plan)
    , m_table(plan.table->table)
    , m_unpacked(plan.table->columns.size())
    , m_sums(plan.outputs.size())
    , m_textGroups(std::make_shared<TextGroups>())
{
}

bool QuickQuery::isExact() const
{
    for (const QuickPlan::Condition &condition : m_plan.conditions) {
        const Column &column = m_table.column(condition.column);
        const bool isWhole =
            column.format().type == ColumnType::Integer || column.format().type == ColumnType::Decimal;
        if (!isWhole || std::holds_alternative<std::monostate>(condition.value))
            continue;
        // Beyond it, comparing doubles would not be comparing the numbers.
        const auto *whole = std::get_if<qint64>(&condition.value);
        if (whole && (*whole < -kExact || *whole > kExact))
            return false;
        for (const Segment &segment : column.segments()) {
            if (segment.min < -kExact || segment.max > kExact)
                return false;
        }
    }
    return true;
}

void QuickQuery::prepareKeys()
{
    qint64 codes = 1;
    for (const QuickPlan::Key &key : m_plan.keys) {
        const ServedTable::Served &served = m_plan.table->columns[size_t(key.column)];
        qint64 first = served.firstCode;
        qint64 count = served.codes;
        if (key.prefix > 0) {
            const Column &column = m_table.column(key.column);
            const qint64 unit = column.format().type == ColumnType::Date ? 1 : kMicrosPerDay;
            first = std::numeric_limits<qint64>::max();
            qint64 last = std::numeric_limits<qint64>::min();
            for (const Segment &segment : column.segments()) {
                // Rounded down and up, so that no day is outside.
                first = std::min(first, periodOf(segment.min / unit - 1, key.prefix));
                last = std::max(last, periodOf(segment.max / unit + 1, key.prefix));
            }
            count = first <= last ? last - first + 2 : 1;
        }
        m_firstCodes.push_back(first);
        m_codeCounts.push_back(count);
        codes = count > 0 && codes > 0 && codes <= kMostCodes / count ? codes * count : 0;
    }
    m_keyCodes = codes;
    m_groupOfCode.assign(size_t(codes), -1);
}

const SegmentValues &QuickQuery::valuesOf(int column)
{
    Unpacked &unpacked = m_unpacked[size_t(column)];
    if (unpacked.segment != qint64(m_segment)) {
        unpacked.values.load(m_table.column(column), m_segment);
        unpacked.segment = qint64(m_segment);
    }
    return unpacked.values;
}

qint64 QuickQuery::codeOf(size_t index, const SegmentValues &values, quint32 row) const
{
    const QuickPlan::Key &key = m_plan.keys[index];
    if (values.isNull(row))
        return 0;
    const qint64 raw = values.raw(row);
    const qint64 value = key.prefix > 0 ? periodOf(daysOf(m_table.column(key.column), raw), key.prefix) : raw;
    return std::clamp<qint64>(value - m_firstCodes[index] + 1, 0, m_codeCounts[index] - 1);
}

//! Finds the group of each row.
bool QuickQuery::group(const std::vector<quint32> &rows)
{
    constexpr size_t kMostGroups = 20'000'000;
    m_groups.resize(rows.size());
    if (m_plan.keys.empty()) {
        std::fill(m_groups.begin(), m_groups.end(), 0);
        return true;
    }
    const auto newGroup = [this](quint32 row) {
        m_firstRows.push_back(row);
        return quint32(m_firstRows.size() - 1);
    };
    if (!isDense()) {
        const Column &column = m_table.column(m_plan.keys.front().column);
        for (size_t i = 0; i < rows.size(); ++i) {
            if (column.isNull(rows[i])) {
                if (m_textGroups->none < 0)
                    m_textGroups->none = qint32(newGroup(rows[i]));
                m_groups[i] = quint32(m_textGroups->none);
                continue;
            }
            const auto [found, isNew] = m_textGroups->groups.try_emplace(column.text(rows[i]), 0);
            if (isNew)
                found->second = newGroup(rows[i]);
            m_groups[i] = found->second;
        }
        return m_firstRows.size() < kMostGroups;
    }
    m_codes.assign(rows.size(), 0);
    for (size_t key = 0; key < m_plan.keys.size(); ++key) {
        const SegmentValues &values = valuesOf(m_plan.keys[key].column);
        for (size_t i = 0; i < rows.size(); ++i)
            m_codes[i] = m_codes[i] * m_codeCounts[key] + codeOf(key, values, rows[i]);
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        qint32 &found = m_groupOfCode[size_t(m_codes[i])];
        if (found < 0)
            found = qint32(newGroup(rows[i]));
        m_groups[i] = quint32(found);
    }
    return true;
}

bool QuickQuery::add(size_t index, const std::vector<quint32> &rows)
{
    const QuickPlan::Output &output = m_plan.outputs[index];
    Sums &sums = m_sums[index];
    const size_t groups = std::max<size_t>(1, m_firstRows.size());
    const Aggregate aggregate = output.aggregate;
    if (aggregate == Aggregate::Key)
        return true;
    sums.counts.resize(groups);
    if (aggregate == Aggregate::CountAll) {
        for (const quint32 group : m_groups)
            ++sums.counts[group];
        return true;
    }
    const Column &column = m_table.column(output.column);
    const ServedTable::Served &served = m_plan.table->columns[size_t(output.column)];
    const bool isReal = column.format().type == ColumnType::Real;
    const bool isWhole = served.unit == 1 && !isReal && column.format().type != ColumnType::Decimal;
    if (aggregate == Aggregate::CountDistinct) {
        std::vector<quint32> &kept = m_distinctRows[index];
        kept.insert(kept.end(), rows.begin(), rows.end());
        return true;
    }
    sums.reals.resize(groups);
    sums.wholes.resize(groups);
    sums.values.resize(aggregate == Aggregate::Median ? groups : 0);
    const SegmentValues &cells = valuesOf(output.column);
    for (size_t i = 0; i < rows.size(); ++i) {
        const quint32 row = rows[i];
        if (cells.isNull(row))
            continue;
        const quint32 group = m_groups[i];
        const qint64 count = sums.counts[group]++;
        if (aggregate == Aggregate::Count)
            continue;
        const qint64 raw = cells.raw(row);
        const double real = isReal ? std::bit_cast<double>(raw) / served.unit : double(raw) / served.unit;
        switch (aggregate) {
        case Aggregate::Sum:
            if (isWhole && __builtin_add_overflow(sums.wholes[group], raw, &sums.wholes[group]))
                return false;
            sums.reals[group] += real;
            break;
        case Aggregate::Total:
        case Aggregate::Average:
            sums.reals[group] += real;
            break;
        case Aggregate::Median:
            sums.values[group].push_back(real);
            break;
        case Aggregate::Min:
        case Aggregate::Max: {
            const bool isBetter =
                isReal ? (aggregate == Aggregate::Min ? real < sums.reals[group] : real > sums.reals[group])
                       : (aggregate == Aggregate::Min ? raw < sums.wholes[group] : raw > sums.wholes[group]);
            if (count == 0 || isBetter) {
                sums.wholes[group] = raw;
                sums.reals[group] = real;
            }
            break;
        }
        default:
            break;
        }
    }
    return true;
}

void QuickQuery::countDistinct(size_t index)
{
    const Column &column = m_table.column(m_plan.outputs[index].column);
    const ServedTable::Served &served = m_plan.table->columns[size_t(m_plan.outputs[index].column)];
    const std::vector<quint32> &rows = m_distinctRows[index];
    qint64 &count = m_sums[index].distinct;
    if (served.codes > 0) {
        std::vector<bool> seen(static_cast<size_t>(served.codes));
        for (const quint32 row : rows) {
            const qint64 code = column.isNull(row) ? -1 : column.raw(row) - served.firstCode;
            if (code >= 0 && code < served.codes && !seen[size_t(code)]) {
                seen[size_t(code)] = true;
                ++count;
            }
        }
    } else if (column.format().type == ColumnType::Text) {
        std::unordered_set<std::string_view> seen;
        for (const quint32 row : rows) {
            if (!column.isNull(row))
                seen.insert(column.text(row));
        }
        count = qint64(seen.size());
    } else {
        constexpr qint64 kMinusZero = std::bit_cast<qint64>(-0.0);
        const bool isReal = column.format().type == ColumnType::Real;
        std::vector<qint64> seen;
        for (const quint32 row : rows) {
            // Of a real column, 0 and -0 are one value.
            if (!column.isNull(row))
                seen.push_back(isReal && column.raw(row) == kMinusZero ? 0 : column.raw(row));
        }
        std::sort(seen.begin(), seen.end());
        count = std::unique(seen.begin(), seen.end()) - seen.begin();
    }
}

//! Exactly, where the filter may have found too many.
bool QuickQuery::fulfils(const QuickPlan::Condition &condition, qint64 row) const
{
    const Column &column = m_table.column(condition.column);
    const ColumnFormat &format = column.format();
    if (std::holds_alternative<std::monostate>(condition.value) || format.type == ColumnType::Text)
        return true;
    if (column.isNull(row))
        return false;
    const qint64 raw = column.raw(row);
    if (const auto *text = std::get_if<std::string>(&condition.value))
        return holds(momentText(format.type, raw).view().compare(*text), condition.comparison);
    const auto *whole = std::get_if<qint64>(&condition.value);
    const double bound = whole ? double(*whole) : std::get<double>(condition.value);
    const double unit = m_plan.table->columns[size_t(condition.column)].unit;
    const double value =
        format.type == ColumnType::Real ? std::bit_cast<double>(raw) / unit : double(raw) / unit;
    return holds(orderOf(value, bound), condition.comparison);
}

bool QuickQuery::run()
{
    if (!isExact())
        return false;
    prepareKeys();
    if (!isDense()
        && (m_plan.keys.size() != 1 || m_plan.keys.front().prefix > 0
            || m_table.column(m_plan.keys.front().column).format().type != ColumnType::Text))
        return false;
    m_distinctRows.resize(m_plan.outputs.size());
    RowFilter filter(*m_plan.table);
    for (const QuickPlan::Condition &condition : m_plan.conditions)
        filter.add(condition.column, condition.comparison, condition.value);
    const size_t segments = size_t((m_table.rowCount() + kSegmentRows - 1) / kSegmentRows);
    std::vector<quint32> rows;
    for (size_t segment = 0; segment < segments && !filter.isImpossible(); ++segment) {
        if (m_plan.table->watch->isPast())
            return false;
        filter.select(segment, rows);
        m_segment = segment;
        const auto misses = [this](quint32 row) {
            return !std::all_of(
                m_plan.conditions.begin(), m_plan.conditions.end(),
                [&](const QuickPlan::Condition &condition) { return fulfils(condition, row); });
        };
        if (!m_plan.conditions.empty())
            rows.erase(std::remove_if(rows.begin(), rows.end(), misses), rows.end());
        if (!group(rows))
            return false;
        for (size_t output = 0; output < m_plan.outputs.size(); ++output) {
            if (!add(output, rows))
                return false;
        }
    }
    const size_t groups = m_plan.keys.empty() ? 1 : m_firstRows.size();
    for (size_t output = 0; output < m_plan.outputs.size(); ++output) {
        Sums &sums = m_sums[output];
        sums.counts.resize(groups);
        sums.reals.resize(groups);
        sums.wholes.resize(groups);
        if (m_plan.outputs[output].aggregate == Aggregate::CountDistinct)
            countDistinct(output);
        for (std::vector<double> &values : sums.values)
            std::sort(values.begin(), values.end());
    }
    m_order.resize(groups);
    std::iota(m_order.begin(), m_order.end(), 0);
    sort();
    return !m_plan.table->watch->isPast();
}

void QuickQuery::sort()
{
    // Without an order, groups come in that of their keys, as SQLite has them when it sorts.
    const auto before = [this](quint32 one, quint32 other) {
        for (const QuickPlan::Order &order : m_plan.orders) {
            const int result = orderOf(value(size_t(order.output), one), value(size_t(order.output), other));
            if (result != 0)
                return order.isDescending ? result > 0 : result < 0;
        }
        for (size_t key = 0; m_plan.orders.empty() && key < m_plan.keys.size(); ++key) {
            const int result = orderOf(keyValue(key, one), keyValue(key, other));
            if (result != 0)
                return result < 0;
        }
        return false;
    };
    const auto limit = std::ptrdiff_t(
        m_plan.limit >= 0 ? std::min<qint64>(m_plan.limit, qint64(m_order.size())) : qint64(m_order.size()));
    std::partial_sort(m_order.begin(), m_order.begin() + limit, m_order.end(), before);
    m_order.resize(size_t(limit));
}

SqlLiteral QuickQuery::rawValue(int index, qint64 raw) const
{
    const ColumnFormat &format = m_table.column(index).format();
    const double unit = m_plan.table->columns[size_t(index)].unit;
    switch (format.type) {
    case ColumnType::Date:
    case ColumnType::Time:
    case ColumnType::Timestamp:
        return std::string(momentText(format.type, raw).view());
    case ColumnType::Integer:
    case ColumnType::Boolean:
        if (unit == 1)
            return raw;
        return double(raw) / unit;
    case ColumnType::Decimal:
        return double(raw) / unit;
    case ColumnType::Real:
        return std::bit_cast<double>(raw) / unit;
    case ColumnType::Text:
        return {};
    }
    Q_UNREACHABLE();
}

SqlLiteral QuickQuery::keyValue(size_t index, quint32 group) const
{
    const QuickPlan::Key &key = m_plan.keys[index];
    const Column &column = m_table.column(key.column);
    const qint64 row = m_firstRows[group];
    if (column.isNull(row))
        return {};
    if (column.format().type == ColumnType::Text)
        return std::string(column.text(row));
    SqlLiteral value = rawValue(key.column, column.raw(row));
    if (key.prefix > 0)
        std::get<std::string>(value).resize(size_t(key.prefix));
    return value;
}

SqlLiteral QuickQuery::value(size_t index, quint32 group) const
{
    const QuickPlan::Output &output = m_plan.outputs[index];
    const Sums &sums = m_sums[index];
    if (output.aggregate == Aggregate::Key)
        return keyValue(size_t(output.column), group);
    if (output.aggregate == Aggregate::CountDistinct)
        return sums.distinct;
    const qint64 count = sums.counts[group];
    if (output.aggregate == Aggregate::CountAll || output.aggregate == Aggregate::Count)
        return count;
    if (output.aggregate == Aggregate::Total)
        return sums.reals[group];
    if (count == 0)
        return {};
    const ServedTable::Served &served = m_plan.table->columns[size_t(output.column)];
    const ColumnType type = m_table.column(output.column).format().type;
    switch (output.aggregate) {
    case Aggregate::Sum:
        if (served.unit == 1 && (type == ColumnType::Integer || type == ColumnType::Boolean))
            return sums.wholes[group];
        return sums.reals[group];
    case Aggregate::Average:
        return sums.reals[group] / double(count);
    case Aggregate::Median: {
        const std::vector<double> &values = sums.values[group];
        const size_t half = values.size() / 2;
        return values.size() % 2 == 1 ? values[half]
                                      : values[half - 1] + (values[half] - values[half - 1]) * 0.5;
    }
    default:
        return rawValue(output.column, sums.wholes[group]);
    }
}

std::vector<SqlLiteral> QuickQuery::row(qint64 at) const
{
    std::vector<SqlLiteral> cells;
    cells.reserve(m_plan.outputs.size());
    for (size_t output = 0; output < m_plan.outputs.size(); ++output)
        cells.push_back(value(output, m_order[size_t(at)]));
    return cells;
}

} // namespace tabletalk
