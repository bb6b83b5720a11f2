// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shownvalue.h"

#include "civildate.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace tabletalk {

namespace {

constexpr size_t kMostWholeDigits = 15;
constexpr size_t kMostDigits = 18;

bool isDigit(char c)
{
    return quint8(c - '0') < 10;
}

//! The digits at the front, taken away; their number is what it gets shorter by.
qint64 takeDigits(std::string_view &text, qint64 value, size_t most)
{
    size_t count = 0;
    for (; count < text.size() && count < most && isDigit(text[count]); ++count)
        value = value * 10 + (text[count] - '0');
    text.remove_prefix(count);
    return value;
}

//! Digits in groups of three, and their number; nothing where a group is of another size.
std::optional<qint64> takeGroups(std::string_view &text, const std::string &sign, size_t &digits)
{
    constexpr size_t kGroup = 3;
    const size_t all = text.size();
    qint64 value = takeDigits(text, 0, kGroup);
    digits = all - text.size();
    while (text.starts_with(sign)) {
        text.remove_prefix(sign.size());
        const size_t before = text.size();
        value = takeDigits(text, value, kGroup);
        digits += kGroup;
        if (before - text.size() != kGroup || digits > kMostWholeDigits)
            return std::nullopt;
    }
    return value;
}

std::optional<qint64> fixedValue(std::string_view text, const ColumnFormat &format)
{
    if (!text.starts_with(format.prefix) || !text.ends_with(format.suffix)
        || text.size() < format.prefix.size() + format.suffix.size())
        return std::nullopt;
    text.remove_prefix(format.prefix.size());
    text.remove_suffix(format.suffix.size());
    const bool isNegative = !text.empty() && text[0] == '-';
    text.remove_prefix(isNegative ? 1 : 0);
    const std::string_view all = text;
    qint64 value = 0;
    size_t wholeSize = 0;
    if (format.groupSign.empty()) {
        value = takeDigits(text, 0, kMostWholeDigits);
        wholeSize = all.size() - text.size();
    } else {
        const std::optional<qint64> grouped = takeGroups(text, format.groupSign, wholeSize);
        if (!grouped)
            return std::nullopt;
        value = *grouped;
    }
    if (wholeSize == 0 || !isDigit(all[0]) || (all[0] == '0' && wholeSize > 1))
        return std::nullopt;
    auto missing = size_t(format.scale);
    if (!text.empty()) {
        if (missing == 0 || text[0] != format.decimalSign[0] || wholeSize + missing > kMostDigits)
            return std::nullopt;
        text.remove_prefix(1);
        const size_t before = text.size();
        const char last = text.empty() ? '0' : text.back();
        value = takeDigits(text, value, missing);
        missing -= before - text.size();
        // Of a scale that is not fixed, no zero stands at the end.
        if (!text.empty() || (format.isFixed ? missing > 0 : last == '0'))
            return std::nullopt;
    } else if ((missing > 0 && format.isFixed) || wholeSize + missing > kMostDigits) {
        return std::nullopt;
    }
    for (; missing > 0; --missing)
        value *= 10;
    if (isNegative && value == 0)
        return std::nullopt;
    return isNegative ? -value : value;
}

std::optional<qint64> realValue(std::string_view text, const ColumnFormat &format)
{
    if (!format.prefix.empty() || !format.suffix.empty() || !format.groupSign.empty()
        || format.decimalSign != ".")
        return std::nullopt;
    std::string_view digits = text;
    digits.remove_prefix(digits.starts_with('-') ? 1 : 0);
    const std::string_view rest = digits;
    takeDigits(digits, 0, kMostWholeDigits);
    // Names of something are longer, or begin with a zero.
    if (digits.size() == rest.size() || (!digits.empty() && isDigit(digits[0]))
        || (rest[0] == '0' && rest.size() - digits.size() > 1))
        return std::nullopt;
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value == 0)
        return std::nullopt;
    std::array<char, 64> shown{};
    const auto end = std::to_chars(shown.data(), shown.data() + shown.size(), value).ptr;
    if (std::string_view(shown.data(), size_t(end - shown.data())) != text)
        return std::nullopt;
    return std::bit_cast<qint64>(value);
}

std::optional<int> takeNumber(std::string_view &text, size_t digits)
{
    if (text.size() < digits)
        return std::nullopt;
    const size_t before = text.size();
    const auto value = int(takeDigits(text, 0, digits));
    return before - text.size() == digits ? std::optional(value) : std::nullopt;
}

bool takeSign(std::string_view &text, char sign)
{
    if (text.empty() || text[0] != sign)
        return false;
    text.remove_prefix(1);
    return true;
}

std::optional<qint64> takeDate(std::string_view &text, const ColumnFormat &format)
{
    if (!format.isPadded)
        return std::nullopt;
    const bool isYearFirst = format.order == DateOrder::YearMonthDay;
    const std::optional<int> first = takeNumber(text, isYearFirst ? 4 : 2);
    if (!first || !takeSign(text, format.dateSeparator))
        return std::nullopt;
    const std::optional<int> second = takeNumber(text, 2);
    if (!second || !takeSign(text, format.dateSeparator))
        return std::nullopt;
    const std::optional<int> third = takeNumber(text, isYearFirst ? 2 : 4);
    if (!third)
        return std::nullopt;
    CivilDate date{*first, *second, *third};
    if (format.order == DateOrder::DayMonthYear)
        date = {*third, *second, *first};
    else if (format.order == DateOrder::MonthDayYear)
        date = {*third, *first, *second};
    if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > daysInMonth(date.year, date.month))
        return std::nullopt;
    return daysFromCivil(date);
}

std::optional<qint64> takeTime(std::string_view &text, const ColumnFormat &format)
{
    const std::optional<int> hour = takeNumber(text, 2);
    if (!hour || *hour > 23 || !takeSign(text, ':'))
        return std::nullopt;
    const std::optional<int> minute = takeNumber(text, 2);
    if (!minute || *minute > 59)
        return std::nullopt;
    qint64 micros = (*hour * 60LL + *minute) * 60 * kMicrosPerSecond;
    if (!format.hasSeconds)
        return micros;
    if (!takeSign(text, ':'))
        return std::nullopt;
    const std::optional<int> second = takeNumber(text, 2);
    if (!second || *second > 59)
        return std::nullopt;
    micros += *second * kMicrosPerSecond;
    if (format.scale == 0)
        return micros;
    constexpr int kMicroDigits = 6;
    if (format.scale > kMicroDigits || !takeSign(text, '.'))
        return std::nullopt;
    std::optional<int> fraction = takeNumber(text, size_t(format.scale));
    if (!fraction)
        return std::nullopt;
    for (int digits = format.scale; digits < kMicroDigits; ++digits)
        *fraction *= 10;
    return micros + *fraction;
}

} // namespace

std::optional<qint64> shownValue(std::string_view text, const ColumnFormat &format)
{
    std::optional<qint64> value;
    switch (format.type) {
    case ColumnType::Text:
        return std::nullopt;
    case ColumnType::Integer:
    case ColumnType::Decimal:
        return fixedValue(text, format);
    case ColumnType::Real:
        return realValue(text, format);
    case ColumnType::Boolean:
        if (text == format.trueText)
            return 1;
        return text == format.falseText ? std::optional<qint64>(0) : std::nullopt;
    case ColumnType::Date:
        value = takeDate(text, format);
        break;
    case ColumnType::Time:
        value = takeTime(text, format);
        break;
    case ColumnType::Timestamp: {
        const std::optional<qint64> days = takeDate(text, format);
        if (!days || !takeSign(text, format.joint))
            return std::nullopt;
        const std::optional<qint64> micros = takeTime(text, format);
        if (!micros || (format.isUtc && !takeSign(text, 'Z')))
            return std::nullopt;
        value = *days * kMicrosPerDay + *micros;
        break;
    }
    }
    return text.empty() ? value : std::nullopt;
}

} // namespace tabletalk
