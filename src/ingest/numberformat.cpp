// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "numberformat.h"

#include "momentparser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tabletalk {

namespace {

constexpr size_t kLongestCode = 255;
constexpr int kMostDecimals = 30;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

std::optional<double> parsed(std::string_view number)
{
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || end != number.data() + number.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

//! A number's significant digits, and how many of them stand before the decimal point; that may be none.
struct Digits {
    std::string digits;
    int whole = 0;
};

//! Rounded to so many decimals, halves up, as a spreadsheet does it: in decimal, not in binary.
Digits rounded(double value, int shift, int decimals)
{
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::scientific).ptr;
    const std::string_view text(buffer.data(), size_t(end - buffer.data()));
    const size_t mark = text.find('e');
    Digits number;
    for (const char c : text.substr(0, mark)) {
        if (c != '.')
            number.digits += c;
    }
    int exponent = 0;
    const std::string_view tail = text.substr(mark + (text[mark + 1] == '+' ? 2 : 1));
    std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    number.whole = exponent + 1 + shift;
    const int kept = number.whole + decimals;
    if (kept < 0 || value == 0)
        return {};
    if (size_t(kept) < number.digits.size()) {
        const bool isUp = number.digits[size_t(kept)] >= '5';
        number.digits.resize(size_t(kept));
        int i = kept - 1;
        for (; isUp && i >= 0 && number.digits[size_t(i)] == '9'; --i)
            number.digits[size_t(i)] = '0';
        if (isUp && i >= 0) {
            ++number.digits[size_t(i)];
        } else if (isUp) {
            number.digits.insert(number.digits.begin(), '1');
            ++number.whole;
        }
    }
    if (number.digits.find_first_not_of('0') == std::string::npos)
        return {};
    return number;
}

void appendPadded(std::string &to, qint64 number, int digits)
{
    const std::string text = std::to_string(number);
    to.append(size_t(std::max<int>(0, digits - int(text.size()))), '0');
    to += text;
}

} // namespace

std::string shortestNumber(std::string_view number)
{
    // Fifteen digits come back as they are.
    constexpr size_t kAlwaysShortest = 15;
    const std::optional<double> value = number.size() > kAlwaysShortest ? parsed(number) : std::nullopt;
    if (!value)
        return std::string(number);
    std::array<char, 40> buffer{};
    return {buffer.data(), std::to_chars(buffer.begin(), buffer.end(), *value).ptr};
}

NumberFormat::NumberFormat(std::string_view code)
    : m_code(code.substr(0, kLongestCode))
{
    bool isQuoted = false;
    size_t start = 0;
    for (size_t i = 0; i <= m_code.size(); ++i) {
        if (i == m_code.size() || (m_code[i] == ';' && !isQuoted)) {
            m_sections.push_back(parse(std::string_view(m_code).substr(start, i - start)));
            start = i + 1;
        } else if (m_code[i] == '"') {
            isQuoted = !isQuoted;
        } else if (m_code[i] == '\\' && !isQuoted) {
            ++i;
        }
    }
    if (m_sections.empty())
        m_sections.push_back(parse({}));
}

NumberFormat::Section NumberFormat::parse(std::string_view code)
{
    Section section;
    std::string lowered(code);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
    section.isGeneral = lowered.empty() || lowered == "general" || lowered == "standard" || lowered == "@";
    if (section.isGeneral)
        return section;
    const auto addText = [&section](std::string_view text) {
        (section.hasDigits ? section.suffix : section.prefix) += text;
        if (section.moment.empty() || section.moment.back().letter != '\0')
            section.moment.push_back({'\0'});
        section.moment.back().text += text;
    };
    bool isBehindPoint = false;
    for (size_t i = 0; i < code.size(); ++i) {
        const char c = lowered[i];
        if (c == '"') {
            const size_t end = std::min(code.find('"', i + 1), code.size());
            addText(code.substr(i + 1, end - i - 1));
            i = end;
        } else if (c == '[') {
            const size_t end = std::min(code.find(']', i), code.size());
            const std::string_view inner = code.substr(i + 1, end - i - 1);
            // [$€-407] is a currency; a colour is none of ours; [h] counts beyond the day, [>100] compares.
            if (inner.starts_with('$'))
                addText(inner.substr(1, inner.find('-') == std::string_view::npos ? inner.size()
                                                                                  : inner.find('-') - 1));
            else if (lowered.find_first_of("<>=", i) < end
                     || inner.find_first_not_of("hHmMsS") == std::string_view::npos)
                section.isUnderstood = false;
            i = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            // _x is as wide as x, and *x fills the cell with it.
            if (c == '\\')
                addText(code.substr(i + 1, 1));
            ++i;
        } else if (c == '0' || c == '#') {
            section.isUnderstood = section.isUnderstood && section.suffix.empty();
            section.hasDigits = true;
            if (isBehindPoint) {
                section.mostDecimals = std::min(section.mostDecimals + 1, kMostDecimals);
                if (c == '0')
                    section.leastDecimals = section.mostDecimals;
            } else if (c == '0') {
                ++section.leastWhole;
            }
        } else if (c == ',' && section.hasDigits && !isBehindPoint) {
            // Behind the last digit it divides by a thousand.
            section.isGrouped = true;
            const size_t next = std::min(i + 1, code.size() - 1);
            section.isUnderstood = section.isUnderstood && (code[next] == '0' || code[next] == '#');
        } else if (c == '.' && (section.hasDigits || lowered.find_first_of("0#", i) == i + 1)) {
            isBehindPoint = true;
            section.hasDigits = true;
        } else if (c == '%') {
            ++section.percents;
            addText("%");
        } else if (lowered.compare(i, 5, "am/pm") == 0) {
            section.moment.push_back({'a'});
            i += 4;
        } else if (c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's') {
            const size_t end = std::min(lowered.find_first_not_of(c, i), lowered.size());
            section.moment.push_back({c, int(end - i)});
            i = end - 1;
        } else if ((c >= 'a' && c <= 'z') || c == '?' || c == '@') {
            section.isUnderstood = false;
        } else {
            addText(code.substr(i, 1));
        }
    }
    nameMinutes(section.moment);
    return section;
}

//! An m beside an hour or a second is a minute.
void NumberFormat::nameMinutes(std::vector<Token> &tokens)
{
    char before = '\0';
    for (size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].letter == '\0')
            continue;
        const auto next = std::find_if(tokens.begin() + std::ptrdiff_t(i) + 1, tokens.end(),
                                       [](const Token &token) { return token.letter != '\0'; });
        if (tokens[i].letter == 'm' && (before == 'h' || (next != tokens.end() && next->letter == 's')))
            tokens[i].letter = 'n';
        before = tokens[i].letter;
    }
}

std::optional<std::string> NumberFormat::shownNumber(std::string_view number) const
{
    const std::optional<double> value = parsed(number);
    if (!value)
        return std::nullopt;
    size_t index = 0;
    if (*value < 0 && m_sections.size() > 1)
        index = 1;
    else if (*value == 0 && m_sections.size() > 2)
        index = 2;
    const Section &section = m_sections[index];
    if (section.isGeneral)
        return shortestNumber(number);
    const bool hasLetters = std::any_of(section.moment.begin(), section.moment.end(),
                                        [](const Token &token) { return token.letter != '\0'; });
    if (!section.isUnderstood || !section.hasDigits || hasLetters)
        return std::nullopt;
    const Digits digits = rounded(std::fabs(*value), 2 * section.percents, section.mostDecimals);
    const auto digitAt = [&digits](int place) { // 0 is the first before the point
        const int i = digits.whole - 1 - place;
        return i < 0 || i >= int(digits.digits.size()) ? '0' : digits.digits[size_t(i)];
    };
    // A section of its own for negatives writes their sign, or parentheses.
    std::string shown = *value < 0 && index == 0 && !digits.digits.empty() ? "-" : "";
    shown += section.prefix;
    for (int place = std::max(digits.whole, section.leastWhole) - 1; place >= 0; --place) {
        shown += digitAt(place);
        if (section.isGrouped && place > 0 && place % 3 == 0)
            shown += ',';
    }
    int decimals = section.mostDecimals;
    while (decimals > section.leastDecimals && digitAt(-decimals) == '0')
        --decimals;
    if (decimals > 0)
        shown += '.';
    for (int place = 1; place <= decimals; ++place)
        shown += digitAt(-place);
    return shown + section.suffix;
}

std::optional<std::string> NumberFormat::shownMoment(std::string_view iso) const
{
    constexpr auto kMonths =
        std::to_array<std::string_view>({"January", "February", "March", "April", "May", "June", "July",
                                         "August", "September", "October", "November", "December"});
    const std::optional<ParsedMoment> moment = parseMoment(iso);
    const Section &section = m_sections.front();
    if (!moment || !section.isUnderstood || section.hasDigits)
        return std::nullopt;
    const bool hasHalves = std::any_of(section.moment.begin(), section.moment.end(),
                                       [](const Token &token) { return token.letter == 'a'; });
    const qint64 seconds = moment->micros / 1'000'000;
    const qint64 hour = seconds / 3600;
    std::string shown;
    for (const Token &token : section.moment) {
        constexpr int kShortName = 3;
        constexpr int kLongName = 4;
        switch (token.letter) {
        case 'y':
            appendPadded(shown, token.count > 2 ? moment->year : moment->year % 100, token.count > 2 ? 4 : 2);
            break;
        case 'm':
            if (token.count > kLongName)
                return std::nullopt;
            if (token.count < kShortName)
                appendPadded(shown, moment->first, token.count);
            else if (moment->first > 0)
                shown += kMonths.at(size_t(moment->first - 1))
                             .substr(0, token.count == kShortName ? 3 : std::string_view::npos);
            break;
        case 'd':
            // The day of the week is not shown by us, and nothing instead would be wrong.
            if (token.count >= kShortName)
                return std::nullopt;
            appendPadded(shown, moment->second, token.count);
            break;
        case 'h':
            appendPadded(shown, hasHalves ? (hour + 11) % 12 + 1 : hour, std::min(token.count, 2));
            break;
        case 'n':
            appendPadded(shown, seconds / 60 % 60, std::min(token.count, 2));
            break;
        case 's':
            appendPadded(shown, seconds % 60, std::min(token.count, 2));
            break;
        case 'a':
            shown += hour < 12 ? "AM" : "PM";
            break;
        default:
            shown += token.text;
        }
    }
    return shown;
}

} // namespace tabletalk
