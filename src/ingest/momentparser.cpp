// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "momentparser.h"

#include "civildate.h"
#include "spaces.h"

#include <charconv>

namespace tabletalk {

namespace {

//! A number of `least` to `most` digits, taken from the front.
std::optional<int> takeNumber(std::string_view &text, size_t least, size_t most, size_t *digits = nullptr)
{
    size_t count = 0;
    while (count < text.size() && count <= most && text[count] >= '0' && text[count] <= '9')
        ++count;
    if (count < least || count > most)
        return std::nullopt;
    int number = 0;
    std::from_chars(text.data(), text.data() + count, number);
    text.remove_prefix(count);
    if (digits)
        *digits = count;
    return number;
}

bool takeCharacter(std::string_view &text, char character)
{
    if (!text.starts_with(character))
        return false;
    text.remove_prefix(1);
    return true;
}

bool isDay(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

bool takeDate(std::string_view &text, ParsedMoment &moment)
{
    std::string_view rest = text;
    size_t digits = 0;
    const std::optional<int> head = takeNumber(rest, 1, 4, &digits);
    if (!head || digits == 3 || rest.empty() || (rest[0] != '-' && rest[0] != '.' && rest[0] != '/'))
        return false;
    moment.separator = rest[0];
    moment.isYearFirst = digits == 4;
    rest.remove_prefix(1);
    size_t secondDigits = 0;
    size_t thirdDigits = 0;
    const std::optional<int> second = takeNumber(rest, 1, 2, &secondDigits);
    if (!second || !takeCharacter(rest, moment.separator))
        return false;
    const std::optional<int> third =
        takeNumber(rest, moment.isYearFirst ? 1 : 4, moment.isYearFirst ? 2 : 4, &thirdDigits);
    if (!third)
        return false;
    moment.year = moment.isYearFirst ? *head : *third;
    moment.first = moment.isYearFirst ? *second : *head;
    moment.second = moment.isYearFirst ? *third : *second;
    moment.isPadded = secondDigits == 2 && (moment.isYearFirst ? thirdDigits : digits) == 2;
    if (moment.isYearFirst ? !moment.isMonthDay() : !moment.isMonthDay() && !moment.isDayMonth())
        return false;
    moment.hasDate = true;
    text = rest;
    return true;
}

bool takeTime(std::string_view &text, ParsedMoment &moment)
{
    const std::optional<int> hour = takeNumber(text, 2, 2);
    if (!hour || *hour > 23 || !takeCharacter(text, ':'))
        return false;
    const std::optional<int> minute = takeNumber(text, 2, 2);
    if (!minute || *minute > 59)
        return false;
    moment.micros = (*hour * 60LL + *minute) * 60 * kMicrosPerSecond;
    moment.hasSeconds = takeCharacter(text, ':');
    if (moment.hasSeconds) {
        const std::optional<int> second = takeNumber(text, 2, 2);
        if (!second || *second > 59)
            return false;
        moment.micros += *second * kMicrosPerSecond;
        if (takeCharacter(text, '.')) {
            size_t digits = 0;
            std::optional<int> fraction = takeNumber(text, 1, 6, &digits);
            if (!fraction)
                return false;
            moment.fractionDigits = int(digits);
            for (; digits < 6; ++digits)
                *fraction *= 10;
            moment.micros += *fraction;
        }
    }
    moment.hasTime = true;
    return true;
}

bool takeZone(std::string_view &text, ParsedMoment &moment)
{
    moment.hasZone = true;
    if (takeCharacter(text, 'Z'))
        return true;
    const bool isWest = text.starts_with('-');
    if (!isWest && !text.starts_with('+'))
        return false;
    text.remove_prefix(1);
    const std::optional<int> hours = takeNumber(text, 2, 2);
    takeCharacter(text, ':');
    const std::optional<int> minutes = text.empty() ? 0 : takeNumber(text, 2, 2);
    constexpr int kFarthestHour = 14;
    if (!hours || *hours > kFarthestHour || !minutes || *minutes > 59)
        return false;
    moment.offsetMinutes = (*hours * 60 + *minutes) * (isWest ? -1 : 1);
    return true;
}

} // namespace

bool ParsedMoment::isDayMonth() const
{
    return isDay(year, second, first);
}

bool ParsedMoment::isMonthDay() const
{
    return isDay(year, first, second);
}

std::optional<ParsedMoment> parseMoment(std::string_view cell)
{
    std::string_view text = trimmed(cell);
    ParsedMoment moment;
    constexpr size_t kShortest = 5;
    constexpr size_t kLongest = 40;
    if (text.size() < kShortest || text.size() > kLongest || text[0] < '0' || text[0] > '9')
        return std::nullopt;
    if (takeDate(text, moment) && !text.empty()) {
        moment.joint = text[0];
        if (moment.joint != ' ' && moment.joint != 'T')
            return std::nullopt;
        text.remove_prefix(1);
        if (!takeTime(text, moment) || (!text.empty() && !takeZone(text, moment)))
            return std::nullopt;
    } else if (!moment.hasDate && !takeTime(text, moment)) {
        return std::nullopt;
    }
    if (!text.empty())
        return std::nullopt;
    return moment;
}

} // namespace tabletalk
