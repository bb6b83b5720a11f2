// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablearrangement.h"

#include "cellfilter.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace tabletalk {

namespace {

using GoOn = std::function<bool(int)>;

constexpr qint64 kStep = 65536; //!< rows between two questions whether to go on
constexpr int kFiltered = 50; //!< percent, where there is something to filter

struct Keyed {
    qint64 key;
    quint32 row;
};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

//! In upper or lower case alike; of those that are equal so, upper case first.
bool isTextLess(std::string_view a, std::string_view b)
{
    const size_t common = std::min(a.size(), b.size());
    for (size_t i = 0; i < common; ++i) {
        const auto left = static_cast<unsigned char>(lower(a[i]));
        const auto right = static_cast<unsigned char>(lower(b[i]));
        if (left != right)
            return left < right;
    }
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

//! A double's bits as a number that sorts as the double does.
qint64 orderOf(qint64 bits)
{
    return bits >= 0 ? bits : std::numeric_limits<qint64>::min() - bits;
}

//! A stable sort in pieces, so that it can be given up.
template <class T, class Less>
bool sortInSteps(std::vector<T> &items, Less less, const GoOn &goOn, int from)
{
    const size_t count = items.size();
    const auto step = size_t(kStep);
    int merges = 1;
    for (size_t width = step; width < count; width *= 2)
        ++merges;
    int done = 0;
    const auto percent = [&](size_t at) {
        return from + int((100 - from) * (done + double(at) / double(std::max<size_t>(1, count))) / merges);
    };
    for (size_t at = 0; at < count; at += step) {
        if (!goOn(percent(at)))
            return false;
        std::stable_sort(items.begin() + qint64(at), items.begin() + qint64(std::min(count, at + step)),
                         less);
    }
    std::vector<T> merged(count > step ? count : 0);
    for (size_t width = step; width < count; width *= 2) {
        ++done;
        for (size_t begin = 0; begin < count; begin += 2 * width) {
            size_t left = begin;
            size_t right = std::min(count, begin + width);
            const size_t leftEnd = right;
            const size_t rightEnd = std::min(count, begin + 2 * width);
            for (size_t to = begin; to < rightEnd; ++to) {
                if (to % step == 0 && !goOn(percent(to)))
                    return false;
                const bool takesRight =
                    left == leftEnd || (right < rightEnd && less(items[right], items[left]));
                merged[to] = items[takesRight ? right++ : left++];
            }
        }
        items.swap(merged);
    }
    return true;
}

bool isAllDictionary(const Column &column)
{
    return std::all_of(column.segments().begin(), column.segments().end(),
                       [&column](const Segment &segment) { return column.isDictionary(segment); });
}

//! For each text of the dictionary, which one it is in order.
std::vector<qint64> ranks(const Column &column)
{
    std::vector<quint32> codes(size_t(column.dictionarySize()));
    std::iota(codes.begin(), codes.end(), 0u);
    std::sort(codes.begin(), codes.end(), [&column](quint32 a, quint32 b) {
        return isTextLess(column.dictionaryText(a), column.dictionaryText(b));
    });
    std::vector<qint64> ranks(codes.size());
    for (size_t i = 0; i < codes.size(); ++i)
        ranks[codes[i]] = qint64(i);
    return ranks;
}

bool sortKeyed(RowList &rows, const Column &column, bool isDescending, const GoOn &goOn, int from)
{
    const bool isReal = column.format().type == ColumnType::Real;
    const std::vector<qint64> rank =
        column.format().type == ColumnType::Text ? ranks(column) : std::vector<qint64>();
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (const quint32 row : rows) {
        const qint64 raw = column.raw(row);
        qint64 key = isReal ? orderOf(raw) : raw;
        if (!rank.empty())
            key = quint64(raw) < rank.size() ? rank[size_t(raw)] : -1;
        keyed.push_back({key, row});
    }
    const auto less = [isDescending](const Keyed &a, const Keyed &b) {
        return isDescending ? b.key < a.key : a.key < b.key;
    };
    if (!sortInSteps(keyed, less, goOn, from))
        return false;
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const Keyed &entry) { return entry.row; });
    return true;
}

bool sortRows(RowList &rows, const Column &column, bool isDescending, const GoOn &goOn, int from)
{
    const auto firstNull = std::stable_partition(rows.begin(), rows.end(),
                                                 [&column](quint32 row) { return !column.isNull(row); });
    const RowList nulls(firstNull, rows.end());
    rows.erase(firstNull, rows.end());
    bool isSorted = false;
    if (column.format().type != ColumnType::Text || isAllDictionary(column)) {
        isSorted = sortKeyed(rows, column, isDescending, goOn, from);
    } else {
        isSorted = sortInSteps(
            rows,
            [&column, isDescending](quint32 a, quint32 b) {
                return isDescending ? isTextLess(column.text(b), column.text(a))
                                    : isTextLess(column.text(a), column.text(b));
            },
            goOn, from);
    }
    rows.insert(rows.end(), nulls.begin(), nulls.end());
    return isSorted;
}

//! The filters of any column, one for each.
std::vector<std::vector<CellFilter>> filtersOf(const Table &table, const QList<ColumnFilter> &filters)
{
    std::vector<std::vector<CellFilter>> all;
    for (const ColumnFilter &filter : filters) {
        std::vector<CellFilter> any;
        for (int column = 0; column < table.columnCount(); ++column) {
            if (filter.column < 0 || filter.column == column)
                any.emplace_back(table.column(column), filter.text);
        }
        all.push_back(std::move(any));
    }
    return all;
}

} // namespace

std::optional<RowList> arrangedRows(const Table &table, const TableArrangement &arrangement, const GoOn &goOn)
{
    const std::vector<std::vector<CellFilter>> filters = filtersOf(table, arrangement.filters);
    const bool isSorted = arrangement.sortColumn >= 0 && arrangement.sortColumn < table.columnCount();
    const int filtered = filters.empty() ? 0 : (isSorted ? kFiltered : 100);
    RowList rows;
    if (filters.empty())
        rows.reserve(size_t(table.rowCount()));
    for (qint64 row = 0; row < table.rowCount(); ++row) {
        if (row % kStep == 0 && !goOn(int(filtered * row / std::max<qint64>(1, table.rowCount()))))
            return std::nullopt;
        const bool matches =
            std::all_of(filters.begin(), filters.end(), [row](const std::vector<CellFilter> &any) {
                return std::any_of(any.begin(), any.end(),
                                   [row](const CellFilter &filter) { return filter.matches(row); });
            });
        if (matches)
            rows.push_back(quint32(row));
    }
    if (isSorted
        && !sortRows(rows, table.column(arrangement.sortColumn), arrangement.isDescending, goOn, filtered))
        return std::nullopt;
    return rows;
}

} // namespace tabletalk
