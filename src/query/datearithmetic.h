// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlmoment.h"

#include <optional>
#include <string>
#include <string_view>

namespace tabletalk {

enum class DateUnit : quint8 {
    Microsecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
};

//! "month", "Months", "mon", "mm": as the dialects spell them.
std::optional<DateUnit> dateUnit(std::string_view word);

//! The moment the unit begins that a moment lies in; weeks on Monday.
qint64 truncated(qint64 micros, DateUnit unit);
//! How often a unit begins between two moments.
qint64 boundaries(qint64 from, qint64 to, DateUnit unit);

//! A length of time: "3 days", "1 year 2 months", "-01:30". Months are not days.
struct Interval {
    qint64 months = 0;
    qint64 micros = 0;
};
std::optional<Interval> interval(std::string_view text);
Interval interval(qint64 count, DateUnit unit);
//! A day that the month does not have is its last.
SqlMoment shifted(SqlMoment moment, const Interval &by, int sign);

//! Fields by name, such as "year", "dow", "epoch". Nothing for an unknown one.
std::optional<double> datePart(std::string_view field, qint64 micros);

//! Writes by a pattern of PostgreSQL's (YYYY-MM-DD) or of strftime (%Y-%m-%d).
std::string formatted(qint64 micros, std::string_view pattern);
//! Reads by one.
std::optional<SqlMoment> parsed(std::string_view text, std::string_view pattern);

} // namespace tabletalk
