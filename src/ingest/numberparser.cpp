// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "numberparser.h"

#include "spaces.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace tabletalk {

namespace {

constexpr int kMostWholeDigits = 15;
constexpr int kMostDigits = 18;
constexpr int kMostPhoneDigits = 6;
constexpr std::string_view kMinus = "\u2212";

constexpr auto kCurrencies = std::to_array<std::string_view>(
    {"US$", "R$",  "€",   "$",   "£",   "¥",   "₹",   "₽", "₩",   "₺",   "EUR", "USD", "GBP",
     "JPY", "CHF", "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "AUD", "CAD", "zł",  "kr"});
constexpr auto kGroupSigns =
    std::to_array<std::string_view>({" ", "\u00a0", "\u202f", "\u2009", "'", "\u2019"});

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

size_t digitsAt(std::string_view text)
{
    size_t count = 0;
    while (count < text.size() && isDigit(text[count]))
        ++count;
    return count;
}

//! The text behind its first characters, which are one of the signs.
bool skip(std::string_view &text, std::string_view sign)
{
    if (!text.starts_with(sign))
        return false;
    text.remove_prefix(sign.size());
    return true;
}

bool skipMinus(std::string_view &text)
{
    return skip(text, "-") || skip(text, kMinus);
}

bool isUnit(std::string_view text)
{
    text = trimmed(text);
    if (text == "%")
        return true;
    for (const std::string_view currency : kCurrencies) {
        if (text == currency)
            return true;
    }
    return false;
}

//! What stands before the digits, but for the signs.
std::string_view takePrefix(std::string_view &text)
{
    for (const std::string_view currency : kCurrencies) {
        std::string_view rest = text;
        if (!skip(rest, currency))
            continue;
        rest = trimmedLeft(rest);
        const std::string_view prefix = text.substr(0, text.size() - rest.size());
        text = rest;
        return prefix;
    }
    return {};
}

//! The digits and groups before the decimal sign go to `digits`. False where groups are not of three.
bool takeWhole(std::string_view &text, char otherSign, std::string &digits, std::string_view &group,
               int &groups)
{
    const size_t first = digitsAt(text);
    digits = text.substr(0, first);
    text.remove_prefix(first);
    if (first == 0)
        return true;
    const auto signAt = [&text, otherSign]() -> std::string_view {
        if (text.starts_with(otherSign))
            return text.substr(0, 1);
        for (const std::string_view sign : kGroupSigns) {
            if (text.starts_with(sign))
                return text.substr(0, sign.size());
        }
        return {};
    };
    for (;;) {
        const std::string_view sign = signAt();
        if (sign.empty())
            return true;
        const size_t count = digitsAt(text.substr(sign.size()));
        // A space may as well stand before a unit.
        if (count == 0)
            return true;
        if (count != 3 || (groups > 0 && sign != group) || (groups == 0 && first > 3))
            return false;
        group = sign;
        ++groups;
        digits += text.substr(sign.size(), 3);
        text.remove_prefix(sign.size() + 3);
    }
}

//! The digits of a number without the zeros around them, and the power of ten of the first.
struct Significand {
    std::string digits;
    int exponent = 0;
    bool operator==(const Significand &) const = default;
};

Significand significand(std::string_view whole, std::string_view fraction, int exponent)
{
    Significand found{std::string(whole), exponent + int(whole.size())};
    found.digits += fraction;
    const size_t leading = std::min(found.digits.find_first_not_of('0'), found.digits.size());
    found.digits.erase(0, leading);
    found.exponent -= int(leading);
    found.digits.erase(found.digits.find_last_not_of('0') + 1);
    if (found.digits.empty())
        found.exponent = 0;
    return found;
}

//! Of the shortest text that reads as this number.
Significand significand(double number)
{
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), std::abs(number), std::chars_format::scientific)
            .ptr;
    const std::string_view all(text.data(), size_t(end - text.data()));
    const size_t exponentAt = all.find('e');
    const std::string_view mantissa = all.substr(0, exponentAt);
    std::string_view power = all.substr(exponentAt + 1);
    if (power.starts_with('+'))
        power.remove_prefix(1);
    int exponent = 0;
    std::from_chars(power.data(), power.data() + power.size(), exponent);
    return significand(mantissa.substr(0, 1), mantissa.size() > 2 ? mantissa.substr(2) : std::string_view(),
                       exponent);
}

//! Fills in the value of a number that is written so, with a point. False where it is none.
bool setValue(ParsedNumber &number, const std::string &whole, std::string_view fraction, int exponent,
              bool isNegative)
{
    std::string digits = whole;
    digits += fraction;
    const size_t leading = std::min(digits.find_first_not_of('0'), digits.size());
    const size_t significant = digits.size() - leading;
    std::string text = isNegative ? "-" : "";
    text += whole.empty() ? "0" : whole;
    text += '.';
    text += fraction.empty() ? "0" : fraction;
    text += 'e';
    text += std::to_string(exponent);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number.real);
    if (read.ec != std::errc() || !std::isfinite(number.real))
        return false;
    number.scale = int(fraction.size());
    number.isExact = exponent == 0 && significant <= kMostDigits && fraction.size() <= kMostDigits;
    // So many digits every double holds.
    constexpr size_t kDoubleDigits = 15;
    number.isRealExact =
        significant <= kDoubleDigits || significand(whole, fraction, exponent) == significand(number.real);
    if (number.isExact) {
        number.digits = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), number.digits);
        if (isNegative)
            number.digits = -number.digits;
    }
    return true;
}

//! "e-7" and the like, taken from the front.
std::optional<int> takeExponent(std::string_view &text, bool needsSign)
{
    if (text.empty() || (text[0] != 'e' && text[0] != 'E'))
        return std::nullopt;
    std::string_view rest = text.substr(1);
    const bool isNegative = rest.starts_with('-');
    const bool hasSign = isNegative || rest.starts_with('+');
    if (hasSign)
        rest.remove_prefix(1);
    const size_t count = digitsAt(rest);
    constexpr size_t kMostExponentDigits = 4;
    if (count == 0 || count > kMostExponentDigits || (needsSign && !hasSign))
        return std::nullopt;
    int exponent = 0;
    std::from_chars(rest.data(), rest.data() + count, exponent);
    text = rest.substr(count);
    return isNegative ? -exponent : exponent;
}

} // namespace

std::optional<ParsedNumber> parseNumber(std::string_view cell, char decimalSign)
{
    constexpr size_t kLongest = 100;
    std::string_view text = trimmed(cell);
    if (text.empty() || text.size() > kLongest)
        return std::nullopt;
    ParsedNumber number;
    number.isPlain = text.size() == cell.size();
    bool isNegative = false;
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        text = trimmed(text.substr(1, text.size() - 2));
        isNegative = true;
        number.isPlain = false;
    }
    const bool hasAsciiMinus = text.front() == '-';
    const bool hasMinus = !isNegative && skipMinus(text);
    const bool hasPlus = !hasMinus && !isNegative && skip(text, "+");
    number.isPlain = number.isPlain && !hasPlus && hasMinus == hasAsciiMinus;
    number.prefix = takePrefix(text);
    const bool hasInnerMinus = !number.prefix.empty() && !hasMinus && !isNegative && skipMinus(text);
    isNegative = isNegative || hasMinus || hasInnerMinus;
    number.isPlain = number.isPlain && number.prefix.empty();

    std::string whole;
    int groups = 0;
    if (!takeWhole(text, decimalSign == '.' ? ',' : '.', whole, number.group, groups))
        return std::nullopt;
    std::string_view fraction;
    if (text.starts_with(decimalSign)) {
        text.remove_prefix(1);
        fraction = text.substr(0, digitsAt(text));
        text.remove_prefix(fraction.size());
        number.hasDecimalSign = true;
    }
    if (whole.empty() && fraction.empty())
        return std::nullopt;
    const std::optional<int> exponent = takeExponent(text, !number.hasDecimalSign);
    number.hasExponent = exponent.has_value();
    number.suffix = text;
    if (!text.empty() && !isUnit(text))
        return std::nullopt;

    const bool isWhole = fraction.empty();
    if ((whole.size() > 1 && whole[0] == '0') || whole.size() > size_t(kMostWholeDigits)
        || (hasPlus && isWhole && groups == 0 && whole.size() > size_t(kMostPhoneDigits)))
        return std::nullopt;
    if (!setValue(number, whole, fraction, exponent.value_or(0), isNegative))
        return std::nullopt;
    number.wholeDigits = int(whole.size());
    number.isAmbiguous =
        whole.size() <= 3
            ? fraction.size() == 3 && groups == 0 && whole != "0" && !whole.empty()
            : groups == 1 && isWhole && whole.size() <= 6 && (number.group == "," || number.group == ".");
    number.isPlain = number.isPlain && groups == 0 && text.empty() && !number.hasExponent && !whole.empty()
                     && !(number.hasDecimalSign && isWhole) && !(isNegative && number.digits == 0);
    return number;
}

std::optional<ParsedNumber> parseProgramNumber(std::string_view text)
{
    constexpr size_t kLongest = 400;
    if (text.size() > kLongest)
        return std::nullopt;
    ParsedNumber number;
    const bool isNegative = skip(text, "-");
    const std::string whole(text.substr(0, digitsAt(text)));
    text.remove_prefix(whole.size());
    std::string_view fraction;
    if (skip(text, ".")) {
        fraction = text.substr(0, digitsAt(text));
        text.remove_prefix(fraction.size());
        number.hasDecimalSign = true;
    }
    const std::optional<int> exponent = takeExponent(text, false);
    number.hasExponent = exponent.has_value();
    if (!text.empty() || (whole.empty() && fraction.empty())
        || !setValue(number, whole, fraction, exponent.value_or(0), isNegative))
        return std::nullopt;
    number.wholeDigits = int(whole.size());
    return number;
}

std::optional<qint64> digitsAtScale(const ParsedNumber &number, int scale)
{
    if (!number.isExact)
        return std::nullopt;
    qint64 digits = number.digits;
    for (int at = number.scale; at < scale; ++at) {
        if (qMulOverflow(digits, qint64(10), &digits))
            return std::nullopt;
    }
    for (int at = number.scale; at > scale; --at) {
        if (digits % 10 != 0)
            return std::nullopt;
        digits /= 10;
    }
    return digits;
}

} // namespace tabletalk
