// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "valuestatistics.h"

#include "distinctcounter.h"
#include "table.h"
#include "texthash.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace tabletalk {

namespace {

//! Up to here values are sorted, and everything is exact.
constexpr qint64 kMostSorted = 2'000'000;
//! So few different values are counted one by one, however often they come: the counts stay in the cache.
constexpr quint64 kMostCounted = 1u << 20;

//! Doubles' bits as integers of the same order, and back: it is its own inverse.
qint64 ordered(qint64 bits)
{
    return bits ^ (bits < 0 ? std::numeric_limits<qint64>::max() : 0);
}

//! All values of a column, several times over, as integers whose order is the values'.
class Values {
public:
    explicit Values(const Column &column)
        : m_column(column)
        , m_isReal(column.format().type == ColumnType::Real)
    {
    }

    //! Hands on spans of them, a segment at a time, without the rows that have none.
    template <class Take>
    void each(Take take)
    {
        for (size_t segment = 0; segment < m_column.segments().size(); ++segment) {
            m_column.raws(segment, m_values);
            if (const QByteArrayView nulls = m_column.nullBits(segment); !nulls.isEmpty()) {
                size_t kept = 0;
                for (size_t i = 0; i < m_values.size(); ++i) {
                    m_values[kept] = m_values[i];
                    kept += (quint8(nulls[qsizetype(i / 8)]) >> i % 8 & 1) == 0 ? 1 : 0;
                }
                m_values.resize(kept);
            }
            if (m_isReal)
                std::transform(m_values.begin(), m_values.end(), m_values.begin(), ordered);
            take(m_values);
        }
    }
    qint64 raw(qint64 value) const { return m_isReal ? ordered(value) : value; }
    bool isReal() const { return m_isReal; }

private:
    const Column &m_column;
    bool m_isReal;
    std::vector<qint64> m_values;
};

//! Keeps the most frequent, the smaller number first among equals, and none that is there only once unless
//! all can be kept.
void keepTop(std::vector<std::pair<qint64, qint64>> &counts)
{
    const auto isMore = [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    };
    const bool keepsAll = counts.size() <= size_t(kMostTopValues);
    const size_t kept = std::min(counts.size(), size_t(kMostTopValues));
    std::partial_sort(counts.begin(), counts.begin() + qsizetype(kept), counts.end(), isMore);
    counts.resize(kept);
    while (!keepsAll && !counts.empty() && counts.back().second == 1)
        counts.pop_back();
}

struct Ranks {
    qint64 lower;
    qint64 median;
    qint64 upper;
};

Ranks quartileRanks(qint64 count)
{
    const auto rank = [count](double part) { return std::llround(part * double(count - 1)); };
    return {rank(0.25), rank(0.5), rank(0.75)};
}

//! From values in rising order, each with how often it is there.
void takeCounts(std::vector<std::pair<qint64, qint64>> counts, ValueStatistics &statistics)
{
    const Ranks ranks = quartileRanks(statistics.count);
    qint64 before = 0;
    for (const auto &[value, count] : counts) {
        const auto holds = [before, count = count](qint64 rank) {
            return rank >= before && rank < before + count;
        };
        if (holds(ranks.lower))
            statistics.lowerQuartile = value;
        if (holds(ranks.median))
            statistics.median = value;
        if (holds(ranks.upper))
            statistics.upperQuartile = value;
        before += count;
    }
    statistics.distinct = qint64(counts.size());
    keepTop(counts);
    statistics.top = std::move(counts);
}

void countEach(Values &values, quint64 range, ValueStatistics &statistics)
{
    std::vector<quint32> counted(size_t(range) + 1);
    values.each([&](const std::vector<qint64> &part) {
        for (const qint64 value : part)
            ++counted[size_t(value - statistics.least)];
    });
    std::vector<std::pair<qint64, qint64>> counts;
    for (size_t i = 0; i < counted.size(); ++i) {
        if (counted[i] > 0)
            counts.emplace_back(statistics.least + qint64(i), counted[i]);
    }
    takeCounts(std::move(counts), statistics);
}

void sortAll(Values &values, ValueStatistics &statistics)
{
    std::vector<qint64> sorted;
    sorted.reserve(size_t(statistics.count));
    values.each([&sorted](const std::vector<qint64> &part) {
        sorted.insert(sorted.end(), part.begin(), part.end());
    });
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::pair<qint64, qint64>> counts;
    for (const qint64 value : sorted) {
        if (counts.empty() || counts.back().first != value)
            counts.emplace_back(value, 0);
        ++counts.back().second;
    }
    takeCounts(std::move(counts), statistics);
}

//! Quartiles without sorting: how many values are in each of many equal steps tells in which a quartile is.
void selectQuartiles(Values &values, quint64 range, ValueStatistics &statistics)
{
    constexpr int kStepBits = 16;
    const int shift = std::max(0, int(std::bit_width(range)) - kStepBits);
    const auto stepOf = [&statistics, shift](qint64 value) {
        return size_t((quint64(value) - quint64(statistics.least)) >> shift);
    };
    std::vector<qint64> steps(size_t{1} << kStepBits);
    DistinctCounter distinct;
    values.each([&](const std::vector<qint64> &part) {
        for (const qint64 value : part) {
            ++steps[stepOf(value)];
            distinct.add(value);
        }
    });
    statistics.distinct = std::min(distinct.estimate(), statistics.count);
    statistics.isEstimated = true;

    struct Wanted {
        qint64 rank;
        qint64 *value;
        size_t step;
    };
    const Ranks ranks = quartileRanks(statistics.count);
    std::vector<Wanted> wanted{{ranks.lower, &statistics.lowerQuartile, 0},
                               {ranks.median, &statistics.median, 0},
                               {ranks.upper, &statistics.upperQuartile, 0}};
    for (Wanted &quartile : wanted) {
        while (quartile.rank >= steps[quartile.step])
            quartile.rank -= steps[quartile.step++];
    }
    for (const Wanted &quartile : wanted) {
        std::vector<qint64> near;
        near.reserve(size_t(steps[quartile.step]));
        values.each([&](const std::vector<qint64> &part) {
            for (const qint64 value : part) {
                if (stepOf(value) == quartile.step)
                    near.push_back(value);
            }
        });
        const auto at = near.begin() + quartile.rank;
        std::nth_element(near.begin(), at, near.end());
        *quartile.value = *at;
    }
}

//! Mean and histogram.
void spread(Values &values, const ColumnFormat &format, ValueStatistics &statistics)
{
    const double low = asDouble(format, values.raw(statistics.least));
    const double high = asDouble(format, values.raw(statistics.most));
    const auto doubleOf = [&](qint64 value) {
        return values.isReal() ? asDouble(format, values.raw(value))
                               : double(quint64(value) - quint64(statistics.least));
    };
    const double origin = values.isReal() ? low : 0;
    const double width = doubleOf(statistics.most) - origin;
    const double stepsPerUnit = width > 0 && std::isfinite(width) ? kHistogramSteps / width : 0;
    std::array<qint64, kHistogramSteps> steps{};
    long double sum = 0; // of each value's distance, so that it has all its digits
    values.each([&](const std::vector<qint64> &part) {
        double partSum = 0;
        for (const qint64 value : part) {
            const double distance = doubleOf(value) - origin;
            partSum += distance;
            ++steps[size_t(std::min(kHistogramSteps - 1, int(distance * stepsPerUnit)))];
        }
        sum += partSum;
    });
    const auto mean = double(sum / statistics.count);
    // What a distance of raw values is in those that are meant.
    const double unit = values.isReal() ? 1 : width > 0 ? (high - low) / width : 0;
    statistics.mean = low + mean * unit;
    statistics.histogram.reserve(kHistogramSteps);
    for (const qint64 count : steps)
        statistics.histogram.append(count);
}

} // namespace

ValueStatistics valueStatistics(const Column &column)
{
    ValueStatistics statistics;
    Values values(column);
    statistics.least = std::numeric_limits<qint64>::max();
    statistics.most = std::numeric_limits<qint64>::min();
    values.each([&statistics](const std::vector<qint64> &part) {
        statistics.count += qint64(part.size());
        for (const qint64 value : part) {
            statistics.least = std::min(statistics.least, value);
            statistics.most = std::max(statistics.most, value);
        }
    });
    if (statistics.count == 0)
        return {};
    const quint64 range = quint64(statistics.most) - quint64(statistics.least);
    if (range < kMostCounted && range <= quint64(statistics.count))
        countEach(values, range, statistics);
    else if (statistics.count <= kMostSorted)
        sortAll(values, statistics);
    else
        selectQuartiles(values, range, statistics);
    if (column.format().type != ColumnType::Boolean)
        spread(values, column.format(), statistics);
    for (qint64 *value : {&statistics.least, &statistics.lowerQuartile, &statistics.median,
                          &statistics.upperQuartile, &statistics.most})
        *value = values.raw(*value);
    for (auto &[value, count] : statistics.top)
        value = values.raw(value);
    return statistics;
}

TextStatistics textStatistics(const Column &column)
{
    struct Counted {
        quint64 hash;
        qint64 number; //!< of the dictionary's texts, then of rows
        qint64 count;
    };
    const qint64 dictionarySize = column.dictionarySize();
    std::vector<qint64> codeCounts(static_cast<size_t>(dictionarySize));
    std::vector<Counted> counted;
    std::vector<qint64> codes;
    DistinctCounter estimate;
    bool isExact = true;
    for (size_t segment = 0; segment < column.segments().size(); ++segment) {
        const qint64 first = qint64(segment) * kSegmentRows;
        const qint64 rows = column.segmentRows(segment);
        const QByteArrayView nulls = column.nullBits(segment);
        const auto isNull = [&nulls](qint64 at) {
            return !nulls.isEmpty() && (quint8(nulls[at / 8]) >> at % 8 & 1) != 0;
        };
        const bool isDictionary = column.isDictionary(column.segments()[segment]);
        column.raws(segment, codes);
        for (qint64 i = 0; i < rows; ++i) {
            if (isNull(i))
                continue;
            if (isDictionary) {
                if (const auto code = size_t(codes[size_t(i)]); code < codeCounts.size())
                    ++codeCounts[code];
                continue;
            }
            const quint64 hash = textHash(column.text(first + i));
            estimate.addHash(hash);
            if (isExact)
                counted.push_back({hash, dictionarySize + first + i, 1});
        }
        if (isExact && qint64(counted.size()) > kMostSorted) {
            isExact = false;
            counted = {};
        }
    }
    // What is in the dictionary may be outside it as well, where it was left behind.
    for (qint64 code = 0; code < dictionarySize; ++code) {
        if (codeCounts[size_t(code)] == 0)
            continue;
        const quint64 hash = textHash(column.dictionaryText(code));
        estimate.addHash(hash);
        if (isExact)
            counted.push_back({hash, code, codeCounts[size_t(code)]});
    }
    TextStatistics statistics;
    if (!isExact) {
        statistics.distinct = estimate.estimate();
        statistics.isEstimated = true;
        return statistics;
    }
    // Two texts of one hash of 64 bits are not to be expected among so few.
    std::sort(counted.begin(), counted.end(), [](const Counted &a, const Counted &b) {
        return a.hash != b.hash ? a.hash < b.hash : a.number < b.number;
    });
    std::vector<std::pair<qint64, qint64>> counts;
    for (size_t i = 0; i < counted.size(); ++i) {
        if (i == 0 || counted[i].hash != counted[i - 1].hash)
            counts.emplace_back(counted[i].number, 0);
        counts.back().second += counted[i].count;
    }
    statistics.distinct = qint64(counts.size());
    keepTop(counts);
    for (const auto &[number, count] : counts)
        statistics.top.emplace_back(number < dictionarySize ? column.dictionaryText(number)
                                                            : column.text(number - dictionarySize),
                                    count);
    return statistics;
}

} // namespace tabletalk
