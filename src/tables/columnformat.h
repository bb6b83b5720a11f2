// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <string>

namespace tabletalk {

//! What the cells of a column are. Stored by number: append only.
enum class ColumnType : quint8 {
    Text = 0,
    Integer = 1,
    Decimal = 2, //!< exact: an integer and a number of digits after the point
    Real = 3, //!< a double, for what needs an exponent or more digits than a decimal holds
    Boolean = 4,
    Date = 5, //!< days since 1970-01-01
    Time = 6, //!< microseconds since midnight
    Timestamp = 7, //!< microseconds since 1970-01-01 00:00, of no time zone unless the format says UTC
};

//! Stored by number: append only.
enum class DateOrder : quint8 { YearMonthDay = 0, DayMonthYear = 1, MonthDayYear = 2 };

//! How a column writes its values, so that what was shown need not be stored beside what was meant: a cell
//! whose spelling differs from shownValue() carries it as an exception. Texts are UTF-8.
struct ColumnFormat {
    ColumnType type = ColumnType::Text;
    int scale = 0; //!< of decimals: digits after the point; of times: of a second
    bool isFixed = true; //!< every decimal shows all digits of the scale
    std::string decimalSign = ".";
    std::string groupSign; //!< between thousands; empty for none
    std::string prefix; //!< "$"
    std::string suffix; //!< " €", "%"
    DateOrder order = DateOrder::YearMonthDay;
    char dateSeparator = '-';
    bool isPadded = true; //!< 05.01.2024 rather than 5.1.2024
    char joint = ' '; //!< between date and time
    bool hasSeconds = true;
    bool isUtc = false;
    std::string trueText = "true";
    std::string falseText = "false";

    bool isNumber() const
    {
        return type == ColumnType::Integer || type == ColumnType::Decimal || type == ColumnType::Real;
    }
    bool isPercent() const { return suffix.ends_with('%'); }
    bool operator==(const ColumnFormat &) const = default;
};

//! The most digits after a decimal's point, and the most a 64-bit integer holds whatever they are.
inline constexpr int kMostScale = 18;

//! Appends a value as people see it. `raw` is what the column stores: the integer, the decimal's digits, the
//! double's bits, 0 or 1, days, microseconds.
void appendShown(std::string &to, const ColumnFormat &format, qint64 raw);
//! The same for programs and models: a point, no groups, no currency, dates as ISO 8601. Percentages keep
//! their sign.
void appendPlain(std::string &to, const ColumnFormat &format, qint64 raw);

//! A number's value as a double; percentages as the fraction they mean. Of other types, the raw value.
double asDouble(const ColumnFormat &format, qint64 raw);

} // namespace tabletalk
