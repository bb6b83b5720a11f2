// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlfunctions.h"

#include <algorithm>
#include <cmath>

namespace tabletalk {

namespace {

int order(const SqlCall &call, int one, int other)
{
    if (call.isNumber(one) && call.isNumber(other)) {
        const double difference = call.real(one) - call.real(other);
        return difference < 0 ? -1 : difference > 0 ? 1 : 0;
    }
    if (call.isNumber(one) != call.isNumber(other))
        return call.isNumber(one) ? -1 : 1;
    return call.text(one).compare(call.text(other));
}

//! As PostgreSQL has it: what is NULL is left out.
template <int sign>
void extreme(const SqlCall &call)
{
    int best = -1;
    for (int i = 0; i < call.count(); ++i) {
        if (!call.isNull(i) && (best < 0 || order(call, i, best) * sign > 0))
            best = i;
    }
    if (best >= 0)
        call.give(call.value(best));
}

void safeDivide(const SqlCall &call)
{
    if (!call.hasNull() && call.real(1) != 0)
        call.give(call.real(0) / call.real(1));
}

void nullIfZero(const SqlCall &call)
{
    if (!call.isNull(0) && call.real(0) != 0)
        call.give(call.value(0));
}

void zeroIfNull(const SqlCall &call)
{
    if (call.isNull(0))
        call.give(qint64(0));
    else
        call.give(call.value(0));
}

void ifNull(const SqlCall &call)
{
    call.give(call.value(call.isNull(0) ? 1 : 0));
}

void chooseBetween(const SqlCall &call)
{
    const bool isTrue = !call.isNull(0) && call.real(0) != 0;
    if (isTrue)
        call.give(call.value(1));
    else if (call.count() > 2)
        call.give(call.value(2));
}

//! In which of `count` equal steps from `low` to `high` a number lies, from 1 on.
void widthBucket(const SqlCall &call)
{
    if (call.hasNull())
        return;
    const double low = call.real(1);
    const double high = call.real(2);
    const qint64 count = call.integer(3);
    if (count <= 0 || low == high) {
        call.fail("width_bucket(x, low, high, count) takes two different bounds and a count above 0.");
        return;
    }
    const double place = (call.real(0) - low) / (high - low);
    if (!(place >= 0))
        call.give(qint64(0));
    else
        call.give(place >= 1 ? count + 1 : qint64(place * double(count)) + 1);
}

//! "yes" and "no" in the ways they are written; anything else has no value.
void toBoolean(const SqlCall &call)
{
    if (call.isNull(0))
        return;
    if (call.isNumber(0)) {
        call.give(call.real(0) != 0);
        return;
    }
    std::string word(call.text(0).substr(0, 10));
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    for (const std::string_view yes : {"t", "true", "y", "yes", "on", "1"}) {
        if (word == yes)
            call.give(true);
    }
    for (const std::string_view no : {"f", "false", "n", "no", "off", "0"}) {
        if (word == no)
            call.give(false);
    }
}

//! A number as people write it; the last of point and comma is the decimal sign, unless a locale says.
void toNumber(const SqlCall &call)
{
    if (call.isNull(0) || call.isLate())
        return;
    if (call.isNumber(0)) {
        call.give(call.value(0));
        return;
    }
    const std::string_view text = call.text(0);
    char decimal = '.';
    const std::string_view locale = call.text(1).substr(0, 2);
    const bool isComma =
        locale == "de" || locale == "fr" || locale == "es" || locale == "it" || locale == ",";
    const size_t comma = text.rfind(',');
    const size_t point = text.rfind('.');
    const bool hasBoth = comma != std::string_view::npos && point != std::string_view::npos;
    if (isComma || (call.count() < 2 && hasBoth && comma > point))
        decimal = ',';
    std::string digits;
    bool isPercent = false;
    bool isNegative = false;
    for (const char c : text) {
        if ((c >= '0' && c <= '9') || c == 'e' || c == 'E')
            digits += c;
        else if (c == decimal)
            digits += '.';
        else if (c == '%')
            isPercent = true;
        else if (c == '-' || c == '(')
            isNegative = true;
    }
    const bool hasDigit = digits.find_first_of("0123456789") != std::string::npos;
    char *end = nullptr;
    const double number = std::strtod(digits.c_str(), &end);
    if (hasDigit && *end == '\0' && std::isfinite(number))
        call.give((isNegative ? -number : number) / (isPercent ? 100 : 1));
}

void cubeRoot(const SqlCall &call)
{
    if (!call.isNull(0))
        call.give(std::cbrt(call.real(0)));
}

//! 0 where both are 0, as spreadsheets want it; the change in parts of the old value.
void percentChange(const SqlCall &call)
{
    if (!call.hasNull() && call.real(0) != 0)
        call.give((call.real(1) - call.real(0)) / call.real(0));
}

} // namespace

void addValueFunctions(FunctionRegistry &functions)
{
    functions.add<extreme<1>>("greatest", -1);
    functions.add<extreme<-1>>("least", -1);
    for (const char *name : {"safe_divide", "try_divide"})
        functions.add<safeDivide>(name, 2);
    functions.add<nullIfZero>("nullifzero", 1);
    functions.add<zeroIfNull>("zeroifnull", 1);
    functions.add<ifNull>("nvl", 2);
    functions.add<chooseBetween>("if", 2);
    functions.add<chooseBetween>("if", 3);
    functions.add<widthBucket>("width_bucket", 4);
    functions.add<toBoolean>("to_boolean", 1);
    functions.add<toNumber>("to_number", 1);
    functions.add<toNumber>("to_number", 2);
    functions.add<cubeRoot>("cbrt", 1);
    functions.add<percentChange>("percent_change", 2);
}

} // namespace tabletalk
