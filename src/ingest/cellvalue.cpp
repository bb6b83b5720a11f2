// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cellvalue.h"

#include "civildate.h"
#include "momentparser.h"
#include "spaces.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

namespace tabletalk {

namespace {

using Fit = CellValue::Fit;

bool equalsIgnoringCase(std::string_view a, std::string_view lower)
{
    return std::equal(a.begin(), a.end(), lower.begin(), lower.end(),
                      [](char x, char y) { return (x >= 'A' && x <= 'Z' ? char(x - 'A' + 'a') : x) == y; });
}

std::string_view valueText(const Cell &cell)
{
    return cell.kind == CellKind::Unknown || cell.kind == CellKind::Text ? cell.text : cell.meant;
}

CellValue readNumber(const Cell &cell, const ColumnFormat &format)
{
    const std::optional<ParsedNumber> number = numberOf(cell, format.decimalSign[0]);
    // What is no percentage must not be taken for one, nor the reverse; a missing currency is no matter.
    if (!number || (number->suffix.ends_with('%') != format.isPercent()))
        return {};
    const auto isUnit = [](std::string_view unit, std::string_view expected) {
        return unit.empty() || trimmed(unit) == trimmed(expected);
    };
    if (!isUnit(number->prefix, format.prefix) || !isUnit(number->suffix, format.suffix))
        return {};
    if (format.type == ColumnType::Real) {
        // A rounded value would be another one.
        if (!number->isRealExact)
            return {};
        return {Fit::Value, std::bit_cast<qint64>(number->real)};
    }
    const std::optional<qint64> digits = digitsAtScale(*number, format.scale);
    if (!digits)
        return {};
    const bool isPlainFormat = format.prefix.empty() && format.suffix.empty() && format.groupSign.empty();
    const bool isPlainScale =
        format.isFixed ? number->scale == format.scale : number->scale == 0 || number->digits % 10 != 0;
    const bool isPlain = cell.kind == CellKind::Unknown && number->isPlain && isPlainFormat && isPlainScale;
    return {Fit::Value, *digits, isPlain};
}

CellValue readMoment(const Cell &cell, const ColumnFormat &format)
{
    const std::optional<ParsedMoment> moment = parseMoment(valueText(cell));
    const bool needsDate = format.type != ColumnType::Time;
    const bool needsTime = format.type != ColumnType::Date;
    if (!moment || moment->hasDate != needsDate || moment->hasTime != needsTime
        || moment->hasZone != format.isUtc)
        return {};
    const bool isMeant = cell.kind == CellKind::Moment;
    qint64 days = 0;
    if (needsDate) {
        CivilDate date{moment->year, moment->first, moment->second};
        if (!moment->isYearFirst) {
            if (isMeant || format.order == DateOrder::YearMonthDay)
                return {};
            const bool isDayFirst = format.order == DateOrder::DayMonthYear;
            if (isDayFirst ? !moment->isDayMonth() : !moment->isMonthDay())
                return {};
            if (isDayFirst)
                std::swap(date.month, date.day);
        }
        days = daysFromCivil(date);
    }
    switch (format.type) {
    case ColumnType::Date:
        return {Fit::Value, days};
    case ColumnType::Time:
        return {Fit::Value, moment->micros};
    default:
        return {Fit::Value,
                days * kMicrosPerDay + moment->micros - moment->offsetMinutes * 60LL * kMicrosPerSecond};
    }
}

CellValue readBoolean(const Cell &cell, const ColumnFormat &format)
{
    const std::string_view text = trimmed(valueText(cell));
    if (cell.kind == CellKind::Boolean)
        return {Fit::Value, text == "true" ? 1 : 0};
    if (cell.kind != CellKind::Unknown)
        return {};
    const auto isWord = [text](const std::string &word) {
        std::string lower = word;
        for (char &c : lower)
            c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
        return equalsIgnoringCase(text, lower);
    };
    if (isWord(format.trueText))
        return {Fit::Value, 1};
    if (isWord(format.falseText))
        return {Fit::Value, 0};
    return {};
}

} // namespace

bool isNullWord(std::string_view text)
{
    constexpr auto kWords = std::to_array<std::string_view>(
        {"",        "null",    "na",    "n/a",    "nan",    "none",  "nil",  "(null)",
         "\\n",     "-",       "--",    "\u2013", "\u2014", "?",     "#n/a", "#na",
         "#div/0!", "#value!", "#ref!", "#name?", "#num!",  "#null!"});
    text = trimmed(text);
    constexpr size_t kLongest = 8;
    if (text.size() > kLongest)
        return false;
    if (text.starts_with("Err:"))
        return true;
    return std::any_of(kWords.begin(), kWords.end(),
                       [text](std::string_view word) { return equalsIgnoringCase(text, word); });
}

std::optional<ParsedNumber> numberOf(const Cell &cell, char decimalSign)
{
    if (cell.kind == CellKind::Unknown)
        return parseNumber(cell.text, decimalSign);
    if (cell.kind != CellKind::Number && cell.kind != CellKind::Percent)
        return std::nullopt;
    std::optional<ParsedNumber> number = parseProgramNumber(cell.meant);
    if (!number)
        return std::nullopt;
    if (const std::optional<ParsedNumber> shown = parseNumber(cell.text, decimalSign)) {
        number->prefix = shown->prefix;
        number->suffix = shown->suffix;
        number->group = shown->group;
    }
    if (cell.kind == CellKind::Percent) {
        number->prefix = {};
        number->suffix = cell.text.ends_with('%') && number->suffix.size() ? number->suffix : "%";
        number->real *= 100;
        number->wholeDigits += 2;
        for (int i = 0; i < 2 && number->isExact; ++i) {
            if (number->scale > 0)
                --number->scale;
            else
                number->isExact = !qMulOverflow(number->digits, qint64(10), &number->digits);
        }
    }
    return number;
}

CellValue readCell(const Cell &cell, const ColumnFormat &format)
{
    if (cell.text.empty() && cell.meant.empty())
        return {Fit::NullWord, 0, true};
    CellValue value;
    switch (format.type) {
    case ColumnType::Integer:
    case ColumnType::Decimal:
    case ColumnType::Real:
        value = readNumber(cell, format);
        break;
    case ColumnType::Date:
    case ColumnType::Time:
    case ColumnType::Timestamp:
        value = readMoment(cell, format);
        break;
    case ColumnType::Boolean:
        value = readBoolean(cell, format);
        break;
    case ColumnType::Text:
        return {};
    }
    if (value.fit == Fit::Value) {
        if (!value.isAsShown) {
            std::string shown;
            appendShown(shown, format, value.raw);
            value.isAsShown = shown == cell.text;
        }
        return value;
    }
    if (cell.kind == CellKind::Error || (cell.kind == CellKind::Unknown && isNullWord(cell.text)))
        return {Fit::NullWord};
    return {};
}

} // namespace tabletalk
