// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowfilter.h"
#include "servedtable.h"

#include <optional>
#include <string_view>
#include <vector>

namespace tabletalk {

//! A statement of the ordinary kind: aggregates of one table, with simple conditions, groups, an order and a
//! limit. Everything else is left to SQLite.
struct QuickPlan {
    struct Condition {
        int column = 0;
        Comparison comparison{};
        SqlLiteral value;
    };
    //! A column, or the beginning of a day's text: 4 characters are the year, 7 the month, 10 the day.
    struct Key {
        int column = 0;
        int prefix = 0;
        bool operator==(const Key &) const = default;
    };
    enum class Aggregate : quint8 {
        Key,
        CountAll,
        Count,
        CountDistinct,
        Sum,
        Total,
        Average,
        Min,
        Max,
        Median
    };
    struct Output {
        Aggregate aggregate{};
        int column = 0; //!< of a Key, its number among the keys
    };
    struct Order {
        int output = 0;
        bool isDescending = false;
    };

    ServedTable *table = nullptr;
    std::vector<Condition> conditions;
    std::vector<Key> keys;
    std::vector<Output> outputs;
    std::vector<Order> orders;
    qint64 limit = -1;
};

//! Of a statement that SQLite has prepared, so that it is valid. Nothing in any doubt.
std::optional<QuickPlan> quickPlan(std::string_view sql, const ServedTables &tables);

} // namespace tabletalk
