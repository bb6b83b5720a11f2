// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "columnformat.h"

#include "civildate.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace tabletalk {

namespace {

void appendNumber(std::string &to, quint64 value, int width = 1)
{
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    for (qsizetype i = end - digits.data(); i < width; ++i)
        to += '0';
    to.append(digits.data(), end);
}

//! Without overflow for the smallest number.
quint64 magnitude(qint64 value)
{
    return value < 0 ? 0 - quint64(value) : quint64(value);
}

void appendGrouped(std::string &to, std::string_view digits, const std::string &sign)
{
    if (sign.empty()) {
        to += digits;
        return;
    }
    for (size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            to += sign;
        to += digits[i];
    }
}

void appendFixed(std::string &to, const ColumnFormat &format, qint64 raw, bool isShown)
{
    static const std::string kNone;
    std::string digits;
    appendNumber(digits, magnitude(raw), format.scale + 1);
    std::string_view all = digits;
    const std::string_view whole = all.substr(0, all.size() - size_t(format.scale));
    std::string_view fraction = all.substr(whole.size());
    if (!format.isFixed) {
        while (fraction.ends_with('0'))
            fraction.remove_suffix(1);
    }
    if (raw < 0)
        to += '-';
    appendGrouped(to, whole, isShown ? format.groupSign : kNone);
    if (fraction.empty())
        return;
    if (isShown)
        to += format.decimalSign;
    else
        to += '.';
    to += fraction;
}

void appendReal(std::string &to, const ColumnFormat &format, qint64 raw, bool isShown)
{
    std::array<char, 64> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), std::bit_cast<double>(raw)).ptr;
    for (const char *at = digits.data(); at != end; ++at) {
        if (*at == '.' && isShown)
            to += format.decimalSign;
        else
            to += *at;
    }
}

void appendDate(std::string &to, const ColumnFormat &format, qint64 days)
{
    // What a day of a column that is not ours may be is brought to where years can be computed.
    constexpr qint64 kFarthestDay = 1'000'000'000'000;
    const CivilDate date = civilFromDays(std::clamp(days, -kFarthestDay, kFarthestDay));
    const int width = format.isPadded ? 2 : 1;
    const auto year = [&] {
        if (date.year < 0)
            to += '-';
        appendNumber(to, magnitude(date.year), 4);
    };
    const auto month = [&] { appendNumber(to, quint64(date.month), width); };
    const auto day = [&] { appendNumber(to, quint64(date.day), width); };
    const auto separator = [&] { to += format.dateSeparator; };
    switch (format.order) {
    case DateOrder::YearMonthDay:
        year(), separator(), month(), separator(), day();
        break;
    case DateOrder::DayMonthYear:
        day(), separator(), month(), separator(), year();
        break;
    case DateOrder::MonthDayYear:
        month(), separator(), day(), separator(), year();
        break;
    }
}

void appendTime(std::string &to, const ColumnFormat &format, qint64 micros)
{
    const auto seconds = quint64(micros / kMicrosPerSecond);
    appendNumber(to, seconds / 3600, 2);
    to += ':';
    appendNumber(to, seconds / 60 % 60, 2);
    if (!format.hasSeconds)
        return;
    to += ':';
    appendNumber(to, seconds % 60, 2);
    if (format.scale > 0) {
        std::string fraction;
        appendNumber(fraction, quint64(micros % kMicrosPerSecond), 6);
        to += '.';
        to.append(fraction, 0, size_t(std::min(format.scale, 6)));
    }
}

void appendMoment(std::string &to, const ColumnFormat &format, qint64 raw)
{
    qint64 days = raw / kMicrosPerDay;
    qint64 rest = raw % kMicrosPerDay;
    if (rest < 0) {
        rest += kMicrosPerDay;
        --days;
    }
    appendDate(to, format, days);
    to += format.joint;
    appendTime(to, format, rest);
    if (format.isUtc)
        to += 'Z';
}

//! A time of day that a column which is not ours may hold is brought into the day.
qint64 timeOfDay(qint64 micros)
{
    return std::clamp<qint64>(micros, 0, kMicrosPerDay - 1);
}

} // namespace

void appendShown(std::string &to, const ColumnFormat &format, qint64 raw)
{
    switch (format.type) {
    case ColumnType::Text:
        return;
    case ColumnType::Integer:
    case ColumnType::Decimal:
        to += format.prefix;
        appendFixed(to, format, raw, true);
        to += format.suffix;
        return;
    case ColumnType::Real:
        to += format.prefix;
        appendReal(to, format, raw, true);
        to += format.suffix;
        return;
    case ColumnType::Boolean:
        to += raw ? format.trueText : format.falseText;
        return;
    case ColumnType::Date:
        appendDate(to, format, raw);
        return;
    case ColumnType::Time:
        appendTime(to, format, timeOfDay(raw));
        return;
    case ColumnType::Timestamp:
        appendMoment(to, format, raw);
        return;
    }
}

void appendPlain(std::string &to, const ColumnFormat &format, qint64 raw)
{
    switch (format.type) {
    case ColumnType::Integer:
    case ColumnType::Decimal:
        appendFixed(to, format, raw, false);
        break;
    case ColumnType::Real:
        appendReal(to, format, raw, false);
        break;
    case ColumnType::Boolean:
        to += raw ? "true" : "false";
        return;
    case ColumnType::Text:
    case ColumnType::Date:
    case ColumnType::Time:
    case ColumnType::Timestamp: {
        ColumnFormat iso;
        iso.type = format.type;
        iso.scale = format.scale;
        iso.hasSeconds = format.hasSeconds;
        iso.isUtc = format.isUtc;
        appendShown(to, iso, raw);
        return;
    }
    }
    if (format.isPercent())
        to += '%';
}

double asDouble(const ColumnFormat &format, qint64 raw)
{
    constexpr double kPercent = 100;
    const double unit = format.isNumber() && format.isPercent() ? kPercent : 1;
    if (format.type == ColumnType::Real)
        return std::bit_cast<double>(raw) / unit;
    if (format.type == ColumnType::Decimal)
        return double(raw) / std::pow(10.0, format.scale) / unit;
    return double(raw) / unit;
}

} // namespace tabletalk
