// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlfunctions.h"

#include "distinctcounter.h"

#include <algorithm>
#include <bit>
#include <map>
#include <memory>
#include <vector>

namespace tabletalk {

namespace {

//! A value that outlives its row.
class KeptValue {
public:
    explicit KeptValue(sqlite3_value *value)
        : m_value(sqlite3_value_dup(value))
    {
        if (!m_value)
            throw std::bad_alloc();
    }

    sqlite3_value *get() const { return m_value.get(); }
    bool isText() const { return sqlite3_value_type(get()) == SQLITE_TEXT; }
    //! In the order of SQL: numbers before texts.
    bool operator<(const KeptValue &other) const
    {
        if (isText() != other.isText())
            return other.isText();
        if (isText())
            return textOf(get()) < textOf(other.get());
        return sqlite3_value_double(get()) < sqlite3_value_double(other.get());
    }

private:
    struct Free {
        void operator()(sqlite3_value *value) const { sqlite3_value_free(value); }
    };
    std::unique_ptr<sqlite3_value, Free> m_value;
};

template <bool isLast, bool takesNull>
struct Edge {
    std::optional<KeptValue> kept;

    void add(const SqlCall &call)
    {
        if ((isLast || !kept) && (takesNull || !call.isNull(0)))
            kept.emplace(call.value(0));
    }
    void give(const SqlCall &call) const
    {
        if (kept)
            call.give(kept->get());
    }
};

//! The first argument of the row whose second is the least or greatest.
template <bool isGreatest>
struct ValueAt {
    std::optional<KeptValue> kept;
    std::optional<KeptValue> best;

    void add(const SqlCall &call)
    {
        if (call.isNull(1))
            return;
        KeptValue by(call.value(1));
        if (best && !(isGreatest ? *best < by : by < *best))
            return;
        best.emplace(std::move(by));
        kept.emplace(call.value(0));
    }
    void give(const SqlCall &call) const
    {
        if (kept)
            call.give(kept->get());
    }
};

//! The most frequent value; of several the least.
struct Mode {
    std::map<KeptValue, qint64> counts;

    void add(const SqlCall &call)
    {
        if (!call.isNull(0))
            ++counts[KeptValue(call.value(0))];
    }
    void give(const SqlCall &call) const
    {
        const auto best =
            std::max_element(counts.begin(), counts.end(),
                             [](const auto &one, const auto &other) { return one.second < other.second; });
        if (best != counts.end())
            call.give(best->first.get());
    }
};

//! Texts joined in the order of a key, or as they come where there is none.
template <bool isDescending>
struct JoinedBy {
    std::vector<std::pair<KeptValue, std::string>> parts;
    std::string separator = ",";
    qint64 bytes = 0;

    void add(const SqlCall &call)
    {
        if (call.isNull(0) || bytes > kLongestSqlText)
            return;
        separator = call.text(1);
        parts.emplace_back(KeptValue(call.value(2)), call.text(0));
        bytes += qint64(parts.back().second.size() + separator.size());
        if (bytes > kLongestSqlText)
            call.failTooLong();
    }
    void give(const SqlCall &call)
    {
        std::stable_sort(parts.begin(), parts.end(), [](const auto &one, const auto &other) {
            return isDescending ? other.first < one.first : one.first < other.first;
        });
        if (parts.empty())
            return;
        std::string made = parts.front().second;
        for (size_t i = 1; i < parts.size(); ++i)
            made.append(separator).append(parts[i].second);
        call.give(made);
    }
};

struct Joined {
    std::string made;
    bool isAny = false;

    void add(const SqlCall &call)
    {
        if (call.isNull(0))
            return;
        if (isAny)
            made.append(call.count() > 1 ? call.text(1) : std::string_view(","));
        isAny = true;
        made.append(call.text(0));
        if (qint64(made.size()) > kLongestSqlText)
            call.failTooLong();
    }
    void give(const SqlCall &call) const
    {
        if (isAny)
            call.give(made);
    }
};

struct DistinctEstimate {
    DistinctCounter counter;

    void add(const SqlCall &call)
    {
        const int type = sqlite3_value_type(call.value(0));
        if (type == SQLITE_INTEGER)
            counter.add(call.integer(0));
        else if (type == SQLITE_FLOAT)
            counter.add(std::bit_cast<qint64>(call.real(0)));
        else if (type != SQLITE_NULL)
            counter.add(call.text(0));
    }
    void give(const SqlCall &call) const { call.give(counter.estimate()); }
};

struct CountIf {
    qint64 count = 0;

    void add(const SqlCall &call) { count += !call.isNull(0) && call.real(0) != 0 ? 1 : 0; }
    void give(const SqlCall &call) const { call.give(count); }
};

template <bool wantsAll>
struct Truth {
    bool isAny = false;
    bool isTrue = wantsAll;

    void add(const SqlCall &call)
    {
        if (call.isNull(0))
            return;
        isAny = true;
        const bool is = call.real(0) != 0;
        isTrue = wantsAll ? isTrue && is : isTrue || is;
    }
    void give(const SqlCall &call) const
    {
        if (isAny)
            call.give(isTrue);
    }
};

} // namespace

void addAggregates(FunctionRegistry &functions)
{
    functions.addAggregate<Edge<false, false>>("any_value", 1);
    functions.addAggregate<Edge<false, true>>("first", 1);
    functions.addAggregate<Edge<true, true>>("last", 1);
    for (const char *name : {"arg_max", "max_by"})
        functions.addAggregate<ValueAt<true>>(name, 2);
    for (const char *name : {"arg_min", "min_by"})
        functions.addAggregate<ValueAt<false>>(name, 2);
    functions.addAggregate<Mode>("mode", 1);
    for (const char *name : {"string_agg", "listagg"}) {
        functions.addAggregate<Joined>(name, 1);
        functions.addAggregate<Joined>(name, 2);
    }
    functions.addAggregate<JoinedBy<false>>("string_agg_by", 3);
    functions.addAggregate<JoinedBy<true>>("string_agg_by_desc", 3);
    functions.addAggregate<DistinctEstimate>("approx_count_distinct", 1);
    for (const char *name : {"count_if", "countif"})
        functions.addAggregate<CountIf>(name, 1);
    for (const char *name : {"bool_and", "every"})
        functions.addAggregate<Truth<true>>(name, 1);
    functions.addAggregate<Truth<false>>("bool_or", 1);
}

} // namespace tabletalk
