// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rowfilter.h"

#include "likepattern.h"
#include "sqlmoment.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <memory>

namespace tabletalk {

namespace {

constexpr qint64 kLowest = std::numeric_limits<qint64>::min();
constexpr qint64 kHighest = std::numeric_limits<qint64>::max();

//! A double as the nearest integer that is not above it, within what integers hold.
qint64 floored(double value)
{
    constexpr double kLimit = 9.2e18;
    if (value >= kLimit)
        return kHighest;
    if (value <= -kLimit)
        return kLowest;
    return qint64(std::floor(value));
}

} // namespace

bool holds(int order, Comparison comparison)
{
    switch (comparison) {
    case Comparison::Equal:
        return order == 0;
    case Comparison::Less:
        return order < 0;
    case Comparison::LessEqual:
        return order <= 0;
    case Comparison::Greater:
        return order > 0;
    case Comparison::GreaterEqual:
        return order >= 0;
    case Comparison::Like:
    case Comparison::IsNull:
    case Comparison::NotNull:
        break;
    }
    return true;
}

void RowFilter::add(int index, Comparison comparison, const SqlLiteral &value)
{
    const Column &column = m_table->table.column(index);
    if (comparison == Comparison::IsNull || comparison == Comparison::NotNull) {
        Test test;
        test.kind = comparison == Comparison::IsNull ? Kind::Null : Kind::NotNull;
        test.column = &column;
        m_tests.push_back(std::move(test));
        return;
    }
    if (std::holds_alternative<std::monostate>(value)) {
        m_isImpossible = true;
        return;
    }
    // What SQLite compares after a conversion, or by the type alone, it compares itself.
    if (column.format().type == ColumnType::Text) {
        if (const auto *text = std::get_if<std::string>(&value))
            addText(column, comparison, *text);
    } else if (comparison != Comparison::Like) {
        addRaw(index, comparison, value);
    }
}

void RowFilter::addText(const Column &column, Comparison comparison, const std::string &bound)
{
    Test test;
    test.kind = Kind::Text;
    test.column = &column;
    if (comparison == Comparison::Like) {
        test.fits = [pattern = LikePattern(bound), watch = m_table->watch](std::string_view text) {
            return pattern.matches(text, *watch);
        };
    } else {
        test.fits = [bound, comparison](std::string_view text) {
            return holds(text.compare(bound), comparison);
        };
    }
    test.codes.resize(size_t(column.dictionarySize()));
    for (size_t code = 0; code < test.codes.size(); ++code)
        test.codes[code] = test.fits(column.dictionaryText(qint64(code)));
    m_tests.push_back(std::move(test));
}

void RowFilter::addRange(const Column &column, Comparison comparison, qint64 low, qint64 high)
{
    // Of a bound that lies between two values, `low` is the one below and `high` the one above.
    Test test;
    test.kind = Kind::Raw;
    test.column = &column;
    test.low = comparison == Comparison::Less || comparison == Comparison::LessEqual ? kLowest : low;
    test.high = comparison == Comparison::Greater || comparison == Comparison::GreaterEqual ? kHighest : high;
    m_tests.push_back(std::move(test));
}

void RowFilter::addRaw(int index, Comparison comparison, const SqlLiteral &value)
{
    const Column &column = m_table->table.column(index);
    const ColumnFormat &format = column.format();
    const auto *text = std::get_if<std::string>(&value);
    const auto *whole = std::get_if<qint64>(&value);
    if (isTextInSql(format.type)) {
        if (!text || !m_table->columns[size_t(index)].isOrderly)
            return;
        if (const std::optional<MomentRange> range = momentRange(*text, format))
            addRange(column, comparison, range->low, range->high);
        return;
    }
    if (text)
        return;
    if (whole && m_table->columns[size_t(index)].unit == 1 && format.type != ColumnType::Real) {
        addRange(column, comparison, *whole, *whole);
        return;
    }
    const double bound = whole ? double(*whole) : std::get<double>(value);
    if (format.type == ColumnType::Real && m_table->columns[size_t(index)].unit == 1) {
        constexpr double kInfinity = std::numeric_limits<double>::infinity();
        Test test;
        test.kind = Kind::Real;
        test.column = &column;
        const bool isBelow = comparison == Comparison::Less || comparison == Comparison::LessEqual;
        const bool isAbove = comparison == Comparison::Greater || comparison == Comparison::GreaterEqual;
        test.lowReal = isBelow ? -kInfinity : bound;
        test.highReal = isAbove ? kInfinity : bound;
        m_tests.push_back(std::move(test));
        return;
    }
    if (format.type == ColumnType::Real)
        return;
    // The product is rounded, so one more on either side.
    const double raw = bound * m_table->columns[size_t(index)].unit;
    constexpr double kRoundedBeyond = 4e15;
    if (std::abs(raw) > kRoundedBeyond)
        return;
    addRange(column, comparison, floored(raw) - 1, floored(raw) + 2);
}

bool RowFilter::mayAccept(const Test &test, const Segment &segment, qint64 rows)
{
    switch (test.kind) {
    case Kind::Raw:
        return segment.nulls < rows && segment.max >= test.low && segment.min <= test.high;
    case Kind::Null:
        return segment.nulls > 0;
    case Kind::NotNull:
    case Kind::Real:
    case Kind::Text:
        return segment.nulls < rows;
    }
    Q_UNREACHABLE();
}

//! Of numbers, and of texts in a dictionary.
bool RowFilter::acceptsRaw(const Test &test, qint64 raw)
{
    switch (test.kind) {
    case Kind::Raw:
        return raw >= test.low && raw <= test.high;
    case Kind::Real: {
        const auto value = std::bit_cast<double>(raw);
        return value >= test.lowReal && value <= test.highReal;
    }
    case Kind::Text: {
        const auto code = size_t(raw);
        return code < test.codes.size() ? bool(test.codes[code]) : test.fits({});
    }
    case Kind::Null:
        return false;
    case Kind::NotNull:
        return true;
    }
    Q_UNREACHABLE();
}

bool RowFilter::accepts(const Test &test, const Segment &segment, qint64 row) const
{
    const Column &column = *test.column;
    if (segment.nulls > 0 && column.isNull(row))
        return test.kind == Kind::Null;
    if (test.kind == Kind::Text && !column.isDictionary(segment))
        return test.fits(column.text(row));
    return acceptsRaw(test, column.raw(row));
}

bool RowFilter::accepts(qint64 row) const
{
    return std::all_of(m_tests.begin(), m_tests.end(), [this, row](const Test &test) {
        return accepts(test, test.column->segments()[size_t(row / kSegmentRows)], row);
    });
}

void RowFilter::select(size_t index, std::vector<quint32> &rows)
{
    rows.clear();
    const qint64 begin = qint64(index) * kSegmentRows;
    const qint64 count = std::min(kSegmentRows, m_table->table.rowCount() - begin);
    for (const Test &test : m_tests) {
        if (!mayAccept(test, test.column->segments()[index], count))
            return;
    }
    rows.resize(size_t(count));
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i] = quint32(size_t(begin) + i);
    for (const Test &test : m_tests) {
        const Segment &segment = test.column->segments()[index];
        if (test.kind == Kind::Raw && segment.nulls == 0 && segment.min >= test.low
            && segment.max <= test.high)
            continue;
        m_values.load(*test.column, index);
        const bool isPacked = segment.kind == SegmentKind::Packed;
        const auto misses = [&](quint32 row) {
            if (m_values.isNull(row))
                return test.kind != Kind::Null;
            return isPacked ? !acceptsRaw(test, m_values.raw(row)) : !accepts(test, segment, row);
        };
        rows.erase(std::remove_if(rows.begin(), rows.end(), misses), rows.end());
    }
}

std::optional<qint64> exactRaw(const ServedTable &table, int index, const SqlLiteral &value)
{
    const ColumnFormat &format = table.table.column(index).format();
    const double unit = table.columns[size_t(index)].unit;
    const auto *text = std::get_if<std::string>(&value);
    const auto *whole = std::get_if<qint64>(&value);
    switch (format.type) {
    case ColumnType::Text:
    case ColumnType::Real:
    case ColumnType::Time:
        return std::nullopt;
    case ColumnType::Date:
    case ColumnType::Timestamp: {
        if (!text)
            return std::nullopt;
        const std::optional<MomentRange> range = momentRange(*text, format);
        return range && range->low == range->high ? std::optional(range->low) : std::nullopt;
    }
    case ColumnType::Integer:
    case ColumnType::Boolean:
        if (whole && unit == 1)
            return *whole;
        break;
    case ColumnType::Decimal:
        break;
    }
    const auto *real = std::get_if<double>(&value);
    if (!whole && !real)
        return std::nullopt;
    const double number = whole ? double(*whole) : *real;
    constexpr double kExact = 4e15;
    const double raw = std::nearbyint(number * unit);
    if (std::abs(raw) > kExact || raw / unit != number)
        return std::nullopt;
    return qint64(raw);
}

} // namespace tabletalk
