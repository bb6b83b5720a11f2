// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlfunctions.h"

#include "datearithmetic.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tabletalk {

namespace {

constexpr int kMostWidth = 1000;
constexpr int kMostPrecision = 100;

//! One conversion of a pattern: %-08.2f.
struct Conversion {
    bool isLeft = false;
    bool hasPlus = false;
    bool hasSpace = false;
    bool hasZeros = false;
    bool hasGroups = false;
    int width = 0;
    int precision = -1;
    char type = '\0';
};

int takeNumber(std::string_view &pattern)
{
    int value = 0;
    while (!pattern.empty() && pattern.front() >= '0' && pattern.front() <= '9') {
        value = std::min(value * 10 + (pattern.front() - '0'), 100'000);
        pattern.remove_prefix(1);
    }
    return value;
}

Conversion takeConversion(std::string_view &pattern)
{
    Conversion made;
    for (; !pattern.empty(); pattern.remove_prefix(1)) {
        const char c = pattern.front();
        if (c == '-')
            made.isLeft = true;
        else if (c == '+')
            made.hasPlus = true;
        else if (c == ' ')
            made.hasSpace = true;
        else if (c == '0')
            made.hasZeros = true;
        else if (c == ',')
            made.hasGroups = true;
        else if (c != '#' && c != '!')
            break;
    }
    made.width = takeNumber(pattern);
    if (!pattern.empty() && pattern.front() == '.') {
        pattern.remove_prefix(1);
        made.precision = takeNumber(pattern);
    }
    while (!pattern.empty() && pattern.front() == 'l')
        pattern.remove_prefix(1);
    if (!pattern.empty()) {
        made.type = pattern.front();
        pattern.remove_prefix(1);
    }
    return made;
}

std::string grouped(std::string_view number, char separator)
{
    size_t end = 0;
    while (end < number.size() && number[end] >= '0' && number[end] <= '9')
        ++end;
    std::string made;
    for (size_t i = 0; i < number.size(); ++i) {
        if (i > 0 && i < end && (end - i) % 3 == 0)
            made += separator;
        made += number[i];
    }
    return made;
}

std::string digitsOf(const Conversion &conversion, double number)
{
    char text[512];
    const int precision = conversion.precision < 0 ? 6 : conversion.precision;
    const char form[] = {'%', '.', '*', conversion.type, '\0'};
    // The pattern holds a conversion of a double alone.
    const int size = std::snprintf(text, sizeof(text), form, precision, number);
    return {text, size_t(std::clamp(size, 0, int(sizeof(text)) - 1))};
}

//! With its sign, its groups and its width.
void appendNumber(std::string &to, const Conversion &conversion, std::string digits, bool isNegative)
{
    if (conversion.hasGroups)
        digits = grouped(digits, ',');
    std::string sign = isNegative ? "-" : conversion.hasPlus ? "+" : conversion.hasSpace ? " " : "";
    const size_t used = sign.size() + digits.size();
    const size_t fill = size_t(conversion.width) > used ? size_t(conversion.width) - used : 0;
    if (conversion.isLeft)
        to.append(sign).append(digits).append(fill, ' ');
    else if (conversion.hasZeros)
        to.append(sign).append(fill, '0').append(digits);
    else
        to.append(fill, ' ').append(sign).append(digits);
}

void appendText(std::string &to, const Conversion &conversion, std::string_view text)
{
    if (conversion.precision >= 0)
        text = text.substr(0, size_t(conversion.precision));
    const size_t fill = size_t(conversion.width) > text.size() ? size_t(conversion.width) - text.size() : 0;
    if (!conversion.isLeft)
        to.append(fill, ' ');
    to.append(text);
    if (conversion.isLeft)
        to.append(fill, ' ');
}

//! SQLite's printf without what never ends: no width from an argument, none above a thousand.
void printfText(const SqlCall &call)
{
    if (call.count() == 0 || call.isNull(0) || call.isLate())
        return;
    std::string_view pattern = call.text(0);
    std::string made;
    int argument = 1;
    while (!pattern.empty()) {
        const size_t percent = std::min(pattern.find('%'), pattern.size());
        made.append(pattern.substr(0, percent));
        pattern.remove_prefix(percent);
        if (pattern.empty())
            break;
        pattern.remove_prefix(1);
        const Conversion conversion = takeConversion(pattern);
        if (conversion.width > kMostWidth || (conversion.precision > kMostPrecision && conversion.type != 's')
            || conversion.type == '*') {
            call.fail("In a format, a width is a number up to 1000 and a precision one up to 100.");
            return;
        }
        const bool isThere = argument < call.count();
        switch (conversion.type) {
        case '%':
            made += '%';
            continue;
        case 'd':
        case 'i':
        case 'u': {
            const qint64 number = isThere ? call.integer(argument) : 0;
            const quint64 magnitude = number < 0 ? 0 - quint64(number) : quint64(number);
            appendNumber(made, conversion, std::to_string(magnitude), number < 0);
            break;
        }
        case 'x':
        case 'X':
        case 'o': {
            char digits[32];
            const char form[] = {'%', 'l', 'l', conversion.type, '\0'};
            std::snprintf(digits, sizeof(digits), form,
                          static_cast<unsigned long long>(isThere ? call.integer(argument) : 0));
            appendNumber(made, conversion, digits, false);
            break;
        }
        case 'f':
        case 'e':
        case 'E':
        case 'g':
        case 'G': {
            const double number = isThere ? call.real(argument) : 0;
            appendNumber(made, conversion, digitsOf(conversion, std::abs(number)), std::signbit(number));
            break;
        }
        case 'c':
        case 's':
        case 'z': {
            Conversion text = conversion;
            if (conversion.type == 'c')
                text.precision = 1;
            appendText(made, text, isThere ? call.text(argument) : std::string_view());
            break;
        }
        case 'q':
        case 'Q':
        case 'w':
            call.fail("A format holds %d, %f, %e, %g, %x, %s and %%.");
            return;
        default:
            made += '%';
            if (conversion.type != '\0')
                made += conversion.type;
            continue;
        }
        ++argument;
        if (qint64(made.size()) > kLongestSqlText) {
            call.failTooLong();
            return;
        }
    }
    call.give(made);
}

//! By a pattern like 999,990.00: digits after the point, groups, a percent sign.
std::string numberBy(double number, std::string_view pattern)
{
    const size_t point = pattern.find_first_of(".Dd");
    Conversion conversion;
    conversion.type = 'f';
    conversion.precision = 0;
    if (point != std::string_view::npos)
        conversion.precision = int(std::count_if(pattern.begin() + std::ptrdiff_t(point), pattern.end(),
                                                 [](char c) { return c == '9' || c == '0'; }));
    conversion.precision = std::min(conversion.precision, kMostPrecision);
    conversion.hasGroups = pattern.find_first_of(",Gg") != std::string_view::npos;
    std::string made;
    appendNumber(made, conversion, digitsOf(conversion, std::abs(number)), number < 0);
    if (pattern.ends_with('%'))
        made += '%';
    return made;
}

void toChar(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    if (call.isNumber(0)) {
        call.give(numberBy(call.real(0), call.text(1)));
        return;
    }
    if (const std::optional<SqlMoment> moment = sqlMoment(call.text(0)))
        call.give(formatted(moment->micros, call.text(1)));
}

} // namespace

void addFormatFunctions(FunctionRegistry &functions)
{
    functions.add<printfText>("printf", -1);
    functions.add<printfText>("format", -1);
    functions.add<toChar>("to_char", 2);
}

} // namespace tabletalk
