// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlfunctions.h"

#include "civildate.h"
#include "datearithmetic.h"

#include <cmath>

namespace tabletalk {

namespace {

// What is no moment has no value, as in SQLite's own date functions.

std::optional<SqlMoment> momentIn(const SqlCall &call, int argument)
{
    if (call.isNull(argument) || call.isNumber(argument))
        return std::nullopt;
    return sqlMoment(call.text(argument));
}

void give(const SqlCall &call, const SqlMoment &moment)
{
    call.give(sqlText(moment));
}

std::optional<DateUnit> unitIn(const SqlCall &call, int argument)
{
    const std::optional<DateUnit> unit = dateUnit(call.text(argument));
    if (!unit)
        call.fail(
            "The unit is one of 'year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'.");
    return unit;
}

void dateTrunc(const SqlCall &call)
{
    if (call.hasNull())
        return;
    // BigQuery has them the other way round.
    const int unitAt = dateUnit(call.text(0)) ? 0 : 1;
    const std::optional<DateUnit> unit = unitIn(call, unitAt);
    std::optional<SqlMoment> moment = momentIn(call, 1 - unitAt);
    if (!unit || !moment)
        return;
    moment->micros = truncated(moment->micros, *unit);
    moment->hasTime = *unit < DateUnit::Day;
    give(call, *moment);
}

void givePart(const SqlCall &call, std::string_view field, int argument)
{
    const std::optional<SqlMoment> moment = momentIn(call, argument);
    if (!moment)
        return;
    const std::optional<double> part = datePart(field, moment->micros);
    if (!part)
        call.fail("The field is one of 'year', 'quarter', 'month', 'week', 'day', 'dow', 'doy', 'hour', "
                  "'minute', 'second', 'epoch'.");
    else if (std::floor(*part) == *part)
        call.give(qint64(*part));
    else
        call.give(*part);
}

void datePartOf(const SqlCall &call)
{
    if (!call.hasNull())
        givePart(call, call.text(0), 1);
}

struct FieldName {
    static constexpr const char *kAll[] = {"year",      "month",     "day",        "hour",       "minute",
                                           "second",    "quarter",   "week",       "epoch",      "isodow",
                                           "dayofweek", "dayofyear", "dayofmonth", "weekofyear", "isoyear"};
};

template <int name>
void field(const SqlCall &call)
{
    givePart(call, FieldName::kAll[name], 0);
}

template <int... names>
void addFields(FunctionRegistry &functions, std::integer_sequence<int, names...>)
{
    (functions.add<field<names>>(FieldName::kAll[names], 1), ...);
}

//! date_diff('day', from, to); and the orders other dialects have them in.
void dateDiff(const SqlCall &call)
{
    if (call.hasNull())
        return;
    const bool unitIsLast = call.count() == 3 && !dateUnit(call.text(0)) && dateUnit(call.text(2));
    const int first = call.count() == 3 && !unitIsLast ? 1 : 0;
    const std::optional<DateUnit> unit = call.count() < 3 ? DateUnit::Day : unitIn(call, unitIsLast ? 2 : 0);
    const std::optional<SqlMoment> one = momentIn(call, first);
    const std::optional<SqlMoment> other = momentIn(call, first + 1);
    if (!unit || !one || !other)
        return;
    const qint64 count = boundaries(one->micros, other->micros, *unit);
    call.give(first == 1 ? count : -count);
}

//! Days between two moments, with the part of a day, as when dates are subtracted.
void daysBetween(const SqlCall &call)
{
    const std::optional<SqlMoment> later = momentIn(call, 0);
    const std::optional<SqlMoment> earlier = momentIn(call, 1);
    if (!later || !earlier)
        return;
    const qint64 micros = later->micros - earlier->micros;
    if (micros % kMicrosPerDay == 0)
        call.give(micros / kMicrosPerDay);
    else
        call.give(double(micros) / double(kMicrosPerDay));
}

template <int sign>
void dateAdd(const SqlCall &call)
{
    if (call.hasNull())
        return;
    std::optional<Interval> by;
    int momentAt = 0;
    if (call.count() == 3) {
        // date_add('day', 3, x), or date_add(x, 3, 'day').
        momentAt = dateUnit(call.text(0)) ? 2 : 0;
        const std::optional<DateUnit> unit = unitIn(call, 2 - momentAt);
        if (!unit)
            return;
        by = interval(call.integer(1), *unit);
    } else if (call.isNumber(1)) {
        by = interval(call.integer(1), DateUnit::Day);
    } else {
        by = interval(call.text(1));
    }
    if (!by) {
        call.fail("A length of time is written like '3 days' or '1 month'.");
        return;
    }
    if (const std::optional<SqlMoment> moment = momentIn(call, momentAt))
        give(call, shifted(*moment, *by, sign));
}

void addMonths(const SqlCall &call)
{
    const std::optional<SqlMoment> moment = momentIn(call, 0);
    if (moment && !call.isNull(1))
        give(call, shifted(*moment, interval(call.integer(1), DateUnit::Month), 1));
}

void lastDay(const SqlCall &call)
{
    std::optional<SqlMoment> moment = momentIn(call, 0);
    if (!moment)
        return;
    moment->micros = truncated(moment->micros, DateUnit::Month);
    *moment = shifted(*moment, {1, -kMicrosPerDay}, 1);
    moment->hasTime = false;
    give(call, *moment);
}

//! A text by a pattern, or a moment without its time.
void toDate(const SqlCall &call)
{
    if (call.hasNull())
        return;
    std::optional<SqlMoment> moment =
        call.count() > 1 ? parsed(call.text(0), call.text(1)) : momentIn(call, 0);
    if (!moment)
        return;
    moment->hasTime = false;
    moment->micros = truncated(moment->micros, DateUnit::Day);
    give(call, *moment);
}

//! Seconds since 1970, a text by a pattern, or a moment with its time.
void toTimestamp(const SqlCall &call)
{
    if (call.hasNull())
        return;
    std::optional<SqlMoment> moment;
    constexpr double kMostSeconds = 1e12;
    if (call.isNumber(0) && std::abs(call.real(0)) < kMostSeconds)
        moment = SqlMoment{qint64(std::floor(call.real(0) * double(kMicrosPerSecond))), true, true};
    else
        moment = call.count() > 1 ? parsed(call.text(0), call.text(1)) : momentIn(call, 0);
    if (!moment)
        return;
    moment->hasTime = true;
    give(call, *moment);
}

void makeDate(const SqlCall &call)
{
    if (call.hasNull())
        return;
    const CivilDate date{call.integer(0), int(call.integer(1)), int(call.integer(2))};
    if (date.year < -9999 || date.year > 99999 || date.month < 1 || date.month > 12 || date.day < 1
        || date.day > daysInMonth(date.year, date.month))
        return;
    give(call, {daysFromCivil(date) * kMicrosPerDay});
}

//! The pattern is PostgreSQL's or strftime's, and either argument may be it.
void formatDate(const SqlCall &call)
{
    if (call.hasNull())
        return;
    const int momentAt = momentIn(call, 0) ? 0 : 1;
    const std::optional<SqlMoment> moment = momentIn(call, momentAt);
    if (moment)
        call.give(formatted(moment->micros, call.text(1 - momentAt)));
}

template <const char *pattern>
void formatAs(const SqlCall &call)
{
    if (const std::optional<SqlMoment> moment = momentIn(call, 0))
        call.give(formatted(moment->micros, pattern));
}

constexpr char kDayName[] = "%A";
constexpr char kMonthName[] = "%B";

} // namespace

void addDateFunctions(FunctionRegistry &functions)
{
    functions.add<dateTrunc>("date_trunc", 2);
    for (const char *name : {"date_part", "datepart"})
        functions.add<datePartOf>(name, 2);
    addFields(functions, std::make_integer_sequence<int, int(std::size(FieldName::kAll))>());
    for (const char *name : {"date_diff", "datediff", "timestampdiff"}) {
        functions.add<dateDiff>(name, 2);
        functions.add<dateDiff>(name, 3);
    }
    functions.add<daysBetween>("days_between", 2);
    for (const char *name : {"date_add", "dateadd", "timestampadd"}) {
        functions.add<dateAdd<1>>(name, 2);
        functions.add<dateAdd<1>>(name, 3);
    }
    for (const char *name : {"date_sub", "datesub"}) {
        functions.add<dateAdd<-1>>(name, 2);
        functions.add<dateAdd<-1>>(name, 3);
    }
    functions.add<addMonths>("add_months", 2);
    functions.add<lastDay>("last_day", 1);
    functions.add<lastDay>("eomonth", 1);
    for (const char *name : {"to_date", "parse_date", "try_to_date"}) {
        functions.add<toDate>(name, 1);
        functions.add<toDate>(name, 2);
    }
    for (const char *name : {"to_timestamp", "strptime", "parse_timestamp", "str_to_date"}) {
        functions.add<toTimestamp>(name, 1);
        functions.add<toTimestamp>(name, 2);
    }
    for (const char *name : {"make_date", "datefromparts"})
        functions.add<makeDate>(name, 3);
    for (const char *name : {"date_format", "format_date"})
        functions.add<formatDate>(name, 2);
    functions.add<formatAs<kDayName>>("dayname", 1);
    functions.add<formatAs<kMonthName>>("monthname", 1);
}

} // namespace tabletalk
