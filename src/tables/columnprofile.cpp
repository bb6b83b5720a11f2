// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "columnprofile.h"

#include "distinctcounter.h"
#include "table.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>

namespace tabletalk {

namespace {

//! Up to here values are sorted, and everything is exact.
constexpr size_t kMostSorted = 2'000'000;
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

//! The order of what a column stores: of doubles it is not that of their bits.
bool isLess(const ColumnFormat &format, qint64 a, qint64 b)
{
    if (format.type == ColumnType::Real)
        return std::bit_cast<double>(a) < std::bit_cast<double>(b);
    return a < b;
}

//! Keeps the most frequent, the smaller number first among equals, and none that is there only once.
template <class TextOf>
QList<ValueCount> topOf(std::vector<std::pair<qint64, qint64>> counts, TextOf textOf)
{
    const auto isMore = [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    };
    const size_t kept = std::min(counts.size(), size_t(kMostTopValues));
    std::partial_sort(counts.begin(), counts.begin() + qsizetype(kept), counts.end(), isMore);
    QList<ValueCount> top;
    for (size_t i = 0; i < kept && (counts[i].second > 1 || counts.size() <= size_t(kMostTopValues)); ++i)
        top.append({textOf(counts[i].first).left(kLongestValue), counts[i].second});
    return top;
}

void profileTexts(const Column &column, ColumnProfile &profile)
{
    std::vector<qint64> codeCounts(size_t(column.dictionarySize()));
    std::unordered_map<std::string_view, qint64> others;
    DistinctCounter estimate;
    bool isExact = true;
    for (qint64 row = 0; row < column.rowCount(); ++row) {
        if (column.isNull(row))
            continue;
        if (column.isDictionary(column.segments()[size_t(row / kSegmentRows)])) {
            const auto code = size_t(column.raw(row));
            if (code < codeCounts.size())
                ++codeCounts[code];
            continue;
        }
        const std::string_view text = column.text(row);
        estimate.add(text);
        if (isExact)
            ++others[text];
        if (others.size() > kMostSorted) {
            isExact = false;
            others.clear();
        }
    }
    std::vector<std::pair<qint64, qint64>> counts;
    for (size_t code = 0; code < codeCounts.size(); ++code) {
        if (codeCounts[code] == 0)
            continue;
        // What is in the dictionary may be outside it as well, where it was left behind.
        const auto found = others.find(column.dictionaryText(qint64(code)));
        if (found != others.end())
            found->second += codeCounts[code];
        else
            counts.emplace_back(qint64(code), codeCounts[code]);
        if (!isExact)
            estimate.add(column.dictionaryText(qint64(code)));
    }
    std::vector<std::string_view> otherTexts;
    for (const auto &[text, count] : others) {
        counts.emplace_back(column.dictionarySize() + qint64(otherTexts.size()), count);
        otherTexts.push_back(text);
    }
    profile.distinct = isExact ? qint64(counts.size()) : estimate.estimate();
    profile.isDistinctEstimated = !isExact;
    if (!isExact)
        return;
    profile.top = topOf(std::move(counts), [&](qint64 number) {
        const std::string_view text = number < column.dictionarySize()
                                          ? column.dictionaryText(number)
                                          : otherTexts[size_t(number - column.dictionarySize())];
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    });
}

void countDistinct(const Column &column, const std::vector<qint64> &sorted, ColumnProfile &profile)
{
    std::vector<std::pair<qint64, qint64>> counts;
    for (const qint64 value : sorted) {
        if (counts.empty() || counts.back().first != value)
            counts.emplace_back(value, 0);
        ++counts.back().second;
    }
    profile.distinct = qint64(counts.size());
    profile.top = topOf(std::move(counts), [&](qint64 raw) { return plainText(column, raw); });
}

void profileValues(const Column &column, ColumnProfile &profile)
{
    std::vector<qint64> values;
    values.reserve(size_t(column.rowCount()));
    for (qint64 row = 0; row < column.rowCount(); ++row) {
        if (!column.isNull(row))
            values.push_back(column.raw(row));
    }
    if (values.empty())
        return;
    const ColumnFormat &format = column.format();
    const auto less = [&format](qint64 a, qint64 b) { return isLess(format, a, b); };
    const bool isExact = values.size() <= kMostSorted;
    if (isExact) {
        std::sort(values.begin(), values.end(), less);
        countDistinct(column, values, profile);
    } else {
        DistinctCounter estimate;
        for (const qint64 value : values)
            estimate.add(value);
        profile.distinct = estimate.estimate();
        profile.isDistinctEstimated = true;
    }
    if (format.type == ColumnType::Boolean)
        return;

    // The nearest value that is there, not one between two.
    const auto quantile = [&](double part) {
        const auto at = values.begin() + qsizetype(std::llround(part * double(values.size() - 1)));
        if (!isExact)
            std::nth_element(values.begin(), at, values.end(), less);
        return *at;
    };
    const qint64 least = isExact ? values.front() : *std::min_element(values.begin(), values.end(), less);
    const qint64 most = isExact ? values.back() : *std::max_element(values.begin(), values.end(), less);
    profile.lowerQuartile = plainText(column, quantile(0.25));
    profile.median = plainText(column, quantile(0.5));
    profile.upperQuartile = plainText(column, quantile(0.75));
    profile.min = plainText(column, least);
    profile.max = plainText(column, most);

    const double low = asDouble(format, least);
    const double high = asDouble(format, most);
    double mean = 0;
    double count = 0;
    profile.histogram.fill(0, kHistogramSteps);
    for (const qint64 raw : values) {
        const double value = asDouble(format, raw);
        mean += (value - mean) / ++count;
        const double step = high > low ? (value - low) / (high - low) * kHistogramSteps : 0;
        if (std::isfinite(step))
            ++profile.histogram[std::clamp(int(step), 0, kHistogramSteps - 1)];
    }
    profile.mean = meanText(column, mean);
}

} // namespace

ColumnProfile profileOf(const Column &column)
{
    ColumnProfile profile;
    for (qint64 row = 0; row < column.rowCount(); ++row)
        profile.nulls += column.isNull(row) ? 1 : 0;
    profile.misfits = column.misfitCount();
    if (column.format().type == ColumnType::Text)
        profileTexts(column, profile);
    else
        profileValues(column, profile);
    return profile;
}

} // namespace tabletalk
