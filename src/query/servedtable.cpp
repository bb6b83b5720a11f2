// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "servedtable.h"

#include "civildate.h"
#include "sqltokens.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tabletalk {

namespace {

//! More groups than this are left to SQLite's sorter.
constexpr qint64 kMostCodes = 1'000'000;
//! Beyond it, different integers are one double.
constexpr qint64 kExact = qint64{1} << 53;

void number(const Column &column, ServedTable::Served &served)
{
    switch (column.format().type) {
    case ColumnType::Text:
        for (const Segment &segment : column.segments()) {
            if (!column.isDictionary(segment))
                return;
        }
        if (column.dictionarySize() < kMostCodes)
            served.codes = column.dictionarySize() + 1;
        return;
    case ColumnType::Integer:
    case ColumnType::Decimal:
    case ColumnType::Boolean:
    case ColumnType::Date: {
        qint64 min = std::numeric_limits<qint64>::max();
        qint64 max = std::numeric_limits<qint64>::min();
        qint64 rowsLeft = column.rowCount();
        for (const Segment &segment : column.segments()) {
            if (segment.nulls < std::min(rowsLeft, kSegmentRows)) {
                min = std::min(min, segment.min);
                max = std::max(max, segment.max);
            }
            rowsLeft -= kSegmentRows;
        }
        if (min > max || min < -kExact || max > kExact || max - min >= kMostCodes)
            return;
        served.firstCode = min;
        served.codes = max - min + 2;
        return;
    }
    case ColumnType::Real:
    case ColumnType::Time:
    case ColumnType::Timestamp:
        return;
    }
}

bool hasPlainYears(const Column &column)
{
    const qint64 unit = column.format().type == ColumnType::Timestamp ? kMicrosPerDay : 1;
    const qint64 first = daysFromCivil({0, 1, 1}) * unit;
    const qint64 end = daysFromCivil({10000, 1, 1}) * unit;
    return std::all_of(column.segments().begin(), column.segments().end(),
                       [&](const Segment &segment) { return segment.min >= first && segment.max < end; });
}

const char *declaredType(ColumnType type, double unit)
{
    switch (type) {
    case ColumnType::Integer:
    case ColumnType::Boolean:
        return unit == 1 ? "INTEGER" : "REAL";
    case ColumnType::Decimal:
    case ColumnType::Real:
        return "REAL";
    case ColumnType::Text:
    case ColumnType::Date:
    case ColumnType::Time:
    case ColumnType::Timestamp:
        return "TEXT";
    }
    Q_UNREACHABLE();
}

} // namespace

ServedTable::ServedTable(std::string tableName, Table served, const QStringList &privateColumns,
                         QueryWatch &queryWatch)
    : name(std::move(tableName))
    , table(std::move(served))
    , watch(&queryWatch)
{
    columns.reserve(size_t(table.columnCount()));
    std::vector<std::string> taken;
    for (int i = 0; i < std::min(table.columnCount(), kMostServedColumns); ++i) {
        const Column &column = table.column(i);
        Served one;
        one.name = column.name().isEmpty() ? "column_" + std::to_string(i + 1) : column.name().toStdString();
        std::replace(one.name.begin(), one.name.end(), '\0', ' ');
        const std::string plain = one.name;
        for (int again = 2; std::binary_search(taken.begin(), taken.end(), upperAscii(one.name)); ++again)
            one.name = plain + "_" + std::to_string(again);
        const std::string upper = upperAscii(one.name);
        taken.insert(std::lower_bound(taken.begin(), taken.end(), upper), upper);
        one.isPrivate = privateColumns.contains(column.name());
        const ColumnFormat &format = column.format();
        if (format.isNumber())
            one.unit = std::pow(10.0, (format.type == ColumnType::Decimal ? format.scale : 0)
                                          + (format.isPercent() ? 2 : 0));
        if (format.type == ColumnType::Date || format.type == ColumnType::Timestamp)
            one.isOrderly = hasPlainYears(column);
        number(column, one);
        columns.push_back(std::move(one));
    }
}

std::string ServedTable::declaration() const
{
    std::string sql = "CREATE TABLE x(";
    for (size_t i = 0; i < columns.size(); ++i) {
        if (i > 0)
            sql += ", ";
        sql += quotedName(columns[i].name);
        sql += ' ';
        sql += declaredType(table.column(int(i)).format().type, columns[i].unit);
    }
    // A table without columns cannot be declared.
    if (columns.empty())
        sql += "\"empty\" TEXT";
    sql += ')';
    return sql;
}

} // namespace tabletalk
