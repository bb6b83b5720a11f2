// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "columnprofile.h"

#include "table.h"
#include "valuestatistics.h"

#include <algorithm>
#include <bit>

namespace tabletalk {

namespace {

constexpr qsizetype kLongestValue = 200;

QString plainText(const Column &column, qint64 raw)
{
    std::string text;
    appendPlain(text, column.format(), raw);
    return QString::fromStdString(text);
}

//! A number that is computed rather than stored.
QString meanText(const Column &column, double mean)
{
    const ColumnFormat &format = column.format();
    switch (format.type) {
    case ColumnType::Integer:
    case ColumnType::Decimal:
    case ColumnType::Real:
        return format.isPercent() ? QString::number(mean * 100, 'g', 8) + u'%'
                                  : QString::number(mean, 'g', 8);
    case ColumnType::Date:
    case ColumnType::Time:
    case ColumnType::Timestamp:
        return plainText(column, qint64(mean));
    case ColumnType::Text:
    case ColumnType::Boolean:
        return {};
    }
    Q_UNREACHABLE();
}

void profileTexts(const Column &column, ColumnProfile &profile)
{
    const TextStatistics statistics = textStatistics(column);
    profile.distinct = statistics.distinct;
    profile.isDistinctEstimated = statistics.isEstimated;
    for (const auto &[text, count] : statistics.top)
        profile.top.append(
            {QString::fromUtf8(text.data(), qsizetype(text.size())).left(kLongestValue), count});
}

void profileValues(const Column &column, ColumnProfile &profile)
{
    const ValueStatistics statistics = valueStatistics(column);
    if (statistics.count == 0)
        return;
    profile.distinct = statistics.distinct;
    profile.isDistinctEstimated = statistics.isEstimated;
    for (const auto &[raw, count] : statistics.top)
        profile.top.append({plainText(column, raw), count});
    if (column.format().type == ColumnType::Boolean)
        return;
    profile.min = plainText(column, statistics.least);
    profile.lowerQuartile = plainText(column, statistics.lowerQuartile);
    profile.median = plainText(column, statistics.median);
    profile.upperQuartile = plainText(column, statistics.upperQuartile);
    profile.max = plainText(column, statistics.most);
    profile.mean = meanText(column, statistics.mean);
    profile.histogram = statistics.histogram;
}

} // namespace

ColumnProfile profileOf(const Column &column)
{
    ColumnProfile profile;
    for (size_t i = 0; i < column.segments().size(); ++i) {
        for (const char byte : column.nullBits(i))
            profile.nulls += std::popcount(quint8(byte));
    }
    profile.misfits = column.misfitCount();
    if (column.format().type == ColumnType::Text)
        profileTexts(column, profile);
    else
        profileValues(column, profile);
    return profile;
}

} // namespace tabletalk
