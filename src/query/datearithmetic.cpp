// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "datearithmetic.h"

#include "civildate.h"
#include "sqltokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tabletalk {

namespace {

constexpr qint64 kMicrosPerMinute = 60 * kMicrosPerSecond;
constexpr qint64 kMicrosPerHour = 60 * kMicrosPerMinute;
//! Intervals are no longer than this, so that moments stay within what integers hold.
constexpr qint64 kMostMicros = 100'000'000'000'000'000;
constexpr qint64 kMostMonths = 100'000;

qint64 floorDivide(qint64 value, qint64 by)
{
    return value >= 0 ? value / by : -((by - 1 - value) / by);
}

qint64 daysOf(qint64 micros)
{
    return floorDivide(micros, kMicrosPerDay);
}

qint64 monthsOf(qint64 micros)
{
    const CivilDate date = civilFromDays(daysOf(micros));
    return date.year * 12 + date.month - 1;
}

qint64 microsOfMonth(qint64 months)
{
    const qint64 year = floorDivide(months, 12);
    return daysFromCivil({year, int(months - year * 12) + 1, 1}) * kMicrosPerDay;
}

struct UnitWord {
    std::string_view word;
    DateUnit unit;
};
constexpr auto kUnitWords = std::to_array<UnitWord>({
    {"MICROSECOND", DateUnit::Microsecond},
    {"SECOND", DateUnit::Second},
    {"SEC", DateUnit::Second},
    {"SS", DateUnit::Second},
    {"MINUTE", DateUnit::Minute},
    {"MIN", DateUnit::Minute},
    {"MI", DateUnit::Minute},
    {"HOUR", DateUnit::Hour},
    {"HR", DateUnit::Hour},
    {"HH", DateUnit::Hour},
    {"DAY", DateUnit::Day},
    {"DD", DateUnit::Day},
    {"D", DateUnit::Day},
    {"DAYOFYEAR", DateUnit::Day},
    {"WEEK", DateUnit::Week},
    {"WK", DateUnit::Week},
    {"WW", DateUnit::Week},
    {"ISOWEEK", DateUnit::Week},
    {"MONTH", DateUnit::Month},
    {"MON", DateUnit::Month},
    {"MM", DateUnit::Month},
    {"QUARTER", DateUnit::Quarter},
    {"QTR", DateUnit::Quarter},
    {"QQ", DateUnit::Quarter},
    {"Q", DateUnit::Quarter},
    {"YEAR", DateUnit::Year},
    {"YR", DateUnit::Year},
    {"YYYY", DateUnit::Year},
    {"YY", DateUnit::Year},
    {"Y", DateUnit::Year},
    {"DECADE", DateUnit::Decade},
    {"CENTURY", DateUnit::Century},
});

//! Microseconds of a unit of fixed length; 0 for the others.
qint64 microsOf(DateUnit unit)
{
    switch (unit) {
    case DateUnit::Microsecond:
        return 1;
    case DateUnit::Second:
        return kMicrosPerSecond;
    case DateUnit::Minute:
        return kMicrosPerMinute;
    case DateUnit::Hour:
        return kMicrosPerHour;
    case DateUnit::Day:
        return kMicrosPerDay;
    case DateUnit::Week:
        return 7 * kMicrosPerDay;
    default:
        return 0;
    }
}

qint64 monthsIn(DateUnit unit)
{
    switch (unit) {
    case DateUnit::Quarter:
        return 3;
    case DateUnit::Year:
        return 12;
    case DateUnit::Decade:
        return 120;
    case DateUnit::Century:
        return 1200;
    default:
        return 1;
    }
}

//! Which unit it is, counted from somewhere.
qint64 indexOf(qint64 micros, DateUnit unit)
{
    constexpr qint64 kMondayShift = 3 * kMicrosPerDay; // 1970-01-01 was a Thursday
    if (unit == DateUnit::Week)
        return floorDivide(micros + kMondayShift, 7 * kMicrosPerDay);
    if (const qint64 fixed = microsOf(unit); fixed > 0)
        return floorDivide(micros, fixed);
    return floorDivide(monthsOf(micros), monthsIn(unit));
}

//! Monday is 0.
int weekday(qint64 days)
{
    return int((days + 3) - floorDivide(days + 3, 7) * 7);
}

struct IsoWeek {
    qint64 year;
    int week;
};
IsoWeek isoWeek(qint64 days)
{
    const qint64 thursday = days - weekday(days) + 3;
    const qint64 year = civilFromDays(thursday).year;
    return {year, int((thursday - daysFromCivil({year, 1, 1})) / 7) + 1};
}

constexpr auto kMonths =
    std::to_array<std::string_view>({"January", "February", "March", "April", "May", "June", "July", "August",
                                     "September", "October", "November", "December"});
constexpr auto kDays = std::to_array<std::string_view>(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"});

//! What a pattern asks for.
enum class Field : quint8 {
    Literal,
    Year,
    ShortYear,
    Month,
    MonthName,
    ShortMonthName,
    Day,
    DayOfYear,
    Hour,
    Hour12,
    Minute,
    Second,
    Micros,
    HalfDay,
    DayName,
    ShortDayName,
    Quarter,
    Week,
    IsoYear,
};
struct FieldSpelling {
    std::string_view text;
    Field field;
};
//! The longest first where one begins another.
constexpr auto kLetters = std::to_array<FieldSpelling>({
    {"YYYY", Field::Year},     {"IYYY", Field::IsoYear},    {"YY", Field::ShortYear},
    {"MM", Field::Month},      {"MONTH", Field::MonthName}, {"MON", Field::ShortMonthName},
    {"DDD", Field::DayOfYear}, {"DD", Field::Day},          {"HH24", Field::Hour},
    {"HH12", Field::Hour12},   {"HH", Field::Hour},         {"MI", Field::Minute},
    {"SS", Field::Second},     {"US", Field::Micros},       {"AM", Field::HalfDay},
    {"PM", Field::HalfDay},    {"DAY", Field::DayName},     {"DY", Field::ShortDayName},
    {"Q", Field::Quarter},     {"IW", Field::Week},         {"WW", Field::Week},
});
constexpr auto kPercents = std::to_array<FieldSpelling>({
    {"Y", Field::Year},           {"y", Field::ShortYear}, {"m", Field::Month},
    {"c", Field::Month},          {"B", Field::MonthName}, {"b", Field::ShortMonthName},
    {"h", Field::ShortMonthName}, {"d", Field::Day},       {"e", Field::Day},
    {"j", Field::DayOfYear},      {"H", Field::Hour},      {"k", Field::Hour},
    {"I", Field::Hour12},         {"M", Field::Minute},    {"i", Field::Minute},
    {"S", Field::Second},         {"s", Field::Second},    {"f", Field::Micros},
    {"p", Field::HalfDay},        {"A", Field::DayName},   {"a", Field::ShortDayName},
    {"V", Field::Week},           {"v", Field::Week},      {"W", Field::Week},
    {"U", Field::Week},           {"G", Field::IsoYear},   {"q", Field::Quarter},
});

//! Takes the next field off a pattern, or a character that means itself.
Field takeField(std::string_view &pattern, bool isPercent, char &literal)
{
    if (isPercent) {
        if (pattern.front() == '%' && pattern.size() > 1) {
            for (const FieldSpelling &known : kPercents) {
                if (pattern[1] == known.text.front()) {
                    pattern.remove_prefix(2);
                    return known.field;
                }
            }
            pattern.remove_prefix(1);
        }
    } else {
        if (pattern.starts_with("FM"))
            pattern.remove_prefix(2);
        for (const FieldSpelling &known : kLetters) {
            if (equalsIgnoringCase(pattern.substr(0, known.text.size()), known.text)) {
                pattern.remove_prefix(known.text.size());
                return known.field;
            }
        }
    }
    if (pattern.empty())
        return Field::Literal;
    literal = pattern.front();
    pattern.remove_prefix(1);
    return Field::Literal;
}

void appendPadded(std::string &to, qint64 value, int width)
{
    const std::string digits = std::to_string(value < 0 ? -value : value);
    if (value < 0)
        to += '-';
    to.append(size_t(std::max(0, width - int(digits.size()))), '0').append(digits);
}

//! Which of the names a text begins with, in full or by its first three letters; takes it off.
template <size_t count>
int takeName(std::string_view &text, const std::array<std::string_view, count> &names)
{
    for (size_t i = 0; i < count; ++i) {
        for (const size_t length : {names[i].size(), size_t(3)}) {
            if (equalsIgnoringCase(text.substr(0, length), names[i].substr(0, length))) {
                text.remove_prefix(length);
                return int(i) + 1;
            }
        }
    }
    return 0;
}

std::optional<qint64> takeNumber(std::string_view &text, size_t most)
{
    size_t digits = 0;
    while (digits < most && digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
        ++digits;
    if (digits == 0)
        return std::nullopt;
    qint64 value = 0;
    std::from_chars(text.data(), text.data() + digits, value);
    text.remove_prefix(digits);
    return value;
}

} // namespace

std::optional<DateUnit> dateUnit(std::string_view word)
{
    std::string upper = upperAscii(word.substr(0, 20));
    for (int tries = 0; tries < 2; ++tries) {
        for (const UnitWord &known : kUnitWords) {
            if (upper == known.word)
                return known.unit;
        }
        if (upper == "CENTURIES")
            return DateUnit::Century;
        if (upper.size() > 2 && upper.back() == 'S')
            upper.pop_back();
    }
    return std::nullopt;
}

qint64 truncated(qint64 micros, DateUnit unit)
{
    const qint64 index = indexOf(micros, unit);
    if (unit == DateUnit::Week)
        return (index * 7 - 3) * kMicrosPerDay;
    if (const qint64 fixed = microsOf(unit); fixed > 0)
        return index * fixed;
    return microsOfMonth(index * monthsIn(unit));
}

qint64 boundaries(qint64 from, qint64 to, DateUnit unit)
{
    return indexOf(to, unit) - indexOf(from, unit);
}

Interval interval(qint64 count, DateUnit unit)
{
    if (const qint64 fixed = microsOf(unit); fixed > 0)
        return {0, std::clamp(count, -kMostMicros / fixed, kMostMicros / fixed) * fixed};
    const qint64 months = monthsIn(unit);
    return {std::clamp(count, -kMostMonths / months, kMostMonths / months) * months, 0};
}

std::optional<Interval> interval(std::string_view text)
{
    Interval sum;
    bool isAny = false;
    const auto skipSpaces = [&text] {
        while (!text.empty() && (text.front() == ' ' || text.front() == ','))
            text.remove_prefix(1);
    };
    for (skipSpaces(); !text.empty(); skipSpaces()) {
        int sign = 1;
        while (!text.empty() && (text.front() == '-' || text.front() == '+')) {
            sign *= text.front() == '-' ? -1 : 1;
            text.remove_prefix(1);
        }
        const std::optional<qint64> count = takeNumber(text, 9);
        if (!count)
            return std::nullopt;
        if (!text.empty() && text.front() == ':') {
            text.remove_prefix(1);
            const qint64 minutes = takeNumber(text, 2).value_or(0);
            qint64 seconds = 0;
            if (!text.empty() && text.front() == ':') {
                text.remove_prefix(1);
                seconds = takeNumber(text, 2).value_or(0);
            }
            const qint64 time = (((*count % 100'000) * 60 + minutes) * 60 + seconds) * kMicrosPerSecond;
            sum.micros = std::clamp(sum.micros + sign * time, -kMostMicros, kMostMicros);
            isAny = true;
            continue;
        }
        skipSpaces();
        size_t letters = 0;
        while (letters < text.size() && ((text[letters] | 0x20) >= 'a' && (text[letters] | 0x20) <= 'z'))
            ++letters;
        const std::optional<DateUnit> unit = dateUnit(text.substr(0, letters));
        if (!unit)
            return std::nullopt;
        text.remove_prefix(letters);
        const Interval one = interval(sign * *count, *unit);
        sum.months = std::clamp(sum.months + one.months, -kMostMonths, kMostMonths);
        sum.micros = std::clamp(sum.micros + one.micros, -kMostMicros, kMostMicros);
        isAny = true;
    }
    return isAny ? std::optional(sum) : std::nullopt;
}

SqlMoment shifted(SqlMoment moment, const Interval &by, int sign)
{
    if (by.months != 0) {
        const CivilDate date = civilFromDays(daysOf(moment.micros));
        const qint64 time = moment.micros - daysOf(moment.micros) * kMicrosPerDay;
        const qint64 months = date.year * 12 + date.month - 1 + sign * by.months;
        const qint64 year = floorDivide(months, 12);
        const int month = int(months - year * 12) + 1;
        moment.micros =
            daysFromCivil({year, month, std::min(date.day, daysInMonth(year, month))}) * kMicrosPerDay + time;
    }
    moment.micros += sign * by.micros;
    moment.hasTime = moment.hasTime || by.micros % kMicrosPerDay != 0;
    return moment;
}

std::optional<double> datePart(std::string_view field, qint64 micros)
{
    const qint64 days = daysOf(micros);
    const qint64 time = micros - days * kMicrosPerDay;
    const CivilDate date = civilFromDays(days);
    const std::string name = upperAscii(field.substr(0, 20));
    if (name == "EPOCH")
        return double(micros) / double(kMicrosPerSecond);
    if (name == "DOW" || name == "DAYOFWEEK" || name == "WEEKDAY" || name == "DW")
        return (weekday(days) + 1) % 7;
    if (name == "ISODOW")
        return weekday(days) + 1;
    if (name == "DOY" || name == "DAYOFYEAR")
        return double(days - daysFromCivil({date.year, 1, 1}) + 1);
    if (name == "ISOYEAR")
        return double(isoWeek(days).year);
    if (name == "DAYOFMONTH")
        return date.day;
    if (name == "WEEKOFYEAR")
        return isoWeek(days).week;
    if (name == "MILLISECOND" || name == "MILLISECONDS")
        return double(time % kMicrosPerMinute) / 1000;
    const std::optional<DateUnit> unit = dateUnit(field);
    if (!unit)
        return std::nullopt;
    switch (*unit) {
    case DateUnit::Microsecond:
        return double(time % kMicrosPerMinute);
    case DateUnit::Second:
        return std::floor(double(time % kMicrosPerMinute) / double(kMicrosPerSecond));
    case DateUnit::Minute:
        return double(time / kMicrosPerMinute % 60);
    case DateUnit::Hour:
        return double(time / kMicrosPerHour);
    case DateUnit::Day:
        return date.day;
    case DateUnit::Week:
        return isoWeek(days).week;
    case DateUnit::Month:
        return date.month;
    case DateUnit::Quarter:
        return (date.month + 2) / 3;
    case DateUnit::Year:
        return double(date.year);
    case DateUnit::Decade:
        return double(floorDivide(date.year, 10));
    case DateUnit::Century:
        return double(floorDivide(date.year - 1, 100) + 1);
    }
    Q_UNREACHABLE();
}

std::string formatted(qint64 micros, std::string_view pattern)
{
    const qint64 days = daysOf(micros);
    const qint64 time = micros - days * kMicrosPerDay;
    const CivilDate date = civilFromDays(days);
    const qint64 hour = time / kMicrosPerHour;
    const bool isPercent = pattern.find('%') != std::string_view::npos;
    std::string made;
    while (!pattern.empty()) {
        char literal = '\0';
        switch (takeField(pattern, isPercent, literal)) {
        case Field::Literal:
            if (literal != '\0')
                made += literal;
            break;
        case Field::Year:
            appendPadded(made, date.year, 4);
            break;
        case Field::ShortYear:
            appendPadded(made, date.year - floorDivide(date.year, 100) * 100, 2);
            break;
        case Field::Month:
            appendPadded(made, date.month, 2);
            break;
        case Field::MonthName:
            made += kMonths[size_t(date.month - 1)];
            break;
        case Field::ShortMonthName:
            made += kMonths[size_t(date.month - 1)].substr(0, 3);
            break;
        case Field::Day:
            appendPadded(made, date.day, 2);
            break;
        case Field::DayOfYear:
            appendPadded(made, days - daysFromCivil({date.year, 1, 1}) + 1, 3);
            break;
        case Field::Hour:
            appendPadded(made, hour, 2);
            break;
        case Field::Hour12:
            appendPadded(made, (hour + 11) % 12 + 1, 2);
            break;
        case Field::Minute:
            appendPadded(made, time / kMicrosPerMinute % 60, 2);
            break;
        case Field::Second:
            appendPadded(made, time / kMicrosPerSecond % 60, 2);
            break;
        case Field::Micros:
            appendPadded(made, time % kMicrosPerSecond, 6);
            break;
        case Field::HalfDay:
            made += hour < 12 ? "AM" : "PM";
            break;
        case Field::DayName:
            made += kDays[size_t(weekday(days))];
            break;
        case Field::ShortDayName:
            made += kDays[size_t(weekday(days))].substr(0, 3);
            break;
        case Field::Quarter:
            appendPadded(made, (date.month + 2) / 3, 1);
            break;
        case Field::Week:
            appendPadded(made, isoWeek(days).week, 2);
            break;
        case Field::IsoYear:
            appendPadded(made, isoWeek(days).year, 4);
            break;
        }
    }
    return made;
}

std::optional<SqlMoment> parsed(std::string_view text, std::string_view pattern)
{
    constexpr qint64 kPivot = 70; // two digits below it are of this century
    const bool isPercent = pattern.find('%') != std::string_view::npos;
    CivilDate date;
    qint64 hour = 0;
    qint64 minute = 0;
    qint64 second = 0;
    int half = 0;
    SqlMoment moment;
    while (!pattern.empty()) {
        char literal = '\0';
        const Field field = takeField(pattern, isPercent, literal);
        if (field == Field::Literal) {
            if (literal == '\0')
                continue;
            if (text.empty() || text.front() != literal)
                return std::nullopt;
            text.remove_prefix(1);
            continue;
        }
        if (field == Field::MonthName || field == Field::ShortMonthName) {
            date.month = takeName(text, kMonths);
            continue;
        }
        if (field == Field::DayName || field == Field::ShortDayName) {
            takeName(text, kDays);
            continue;
        }
        if (field == Field::HalfDay) {
            half = equalsIgnoringCase(text.substr(0, 2), "PM") ? 2 : 1;
            text.remove_prefix(std::min<size_t>(2, text.size()));
            continue;
        }
        const std::optional<qint64> number = takeNumber(text, field == Field::Year ? 4 : 2);
        if (!number)
            return std::nullopt;
        switch (field) {
        case Field::Year:
            date.year = *number;
            break;
        case Field::ShortYear:
            date.year = *number + (*number < kPivot ? 2000 : 1900);
            break;
        case Field::Month:
            date.month = int(*number);
            break;
        case Field::Day:
            date.day = int(*number);
            break;
        case Field::Hour:
        case Field::Hour12:
            hour = *number;
            break;
        case Field::Minute:
            minute = *number;
            break;
        case Field::Second:
            second = *number;
            break;
        default:
            return std::nullopt;
        }
        moment.hasTime = moment.hasTime || field == Field::Hour || field == Field::Hour12;
    }
    if (half != 0)
        hour = hour % 12 + (half == 2 ? 12 : 0);
    if (!text.empty() || date.month < 1 || date.month > 12 || date.day < 1
        || date.day > daysInMonth(date.year, date.month) || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    moment.micros =
        daysFromCivil(date) * kMicrosPerDay + ((hour * 60 + minute) * 60 + second) * kMicrosPerSecond;
    return moment;
}

} // namespace tabletalk
