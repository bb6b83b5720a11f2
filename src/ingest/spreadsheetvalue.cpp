// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spreadsheetvalue.h"

#include "civildate.h"
#include "columnformat.h"
#include "numberparser.h"

#include <cmath>

namespace tabletalk {

namespace {

//! The letters of a format that stand for something, in lower case: without quoted text, escapes, and
//! brackets, and of the first of its sections.
std::string lettersOf(std::string_view format)
{
    std::string letters;
    for (size_t i = 0; i < format.size() && format[i] != ';'; ++i) {
        const char c = format[i];
        if (c == '"') {
            i = std::min(format.find('"', i + 1), format.size());
        } else if (c == '[') {
            const size_t end = std::min(format.find(']', i), format.size());
            const std::string_view inner = format.substr(i + 1, end - i - 1);
            // [h]:mm counts hours beyond the day.
            if (inner.find_first_not_of("hHmMsS") == std::string_view::npos)
                letters += '[';
            i = end;
        } else if (c == '\\' || c == '_') {
            ++i;
        } else {
            letters += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
        }
    }
    return letters;
}

} // namespace

SpreadsheetValue spreadsheetValue(std::string_view number, std::string_view format)
{
    const std::optional<ParsedNumber> value = parseProgramNumber(number);
    if (!value)
        return {};
    const std::string letters = lettersOf(format);
    if (letters == "boolean")
        return {CellKind::Boolean, value->real != 0 ? "true" : "false"};
    if (letters.find("general") != std::string::npos || letters.find("standard") != std::string::npos)
        return {CellKind::Number, std::string(number)};
    if (letters.find('%') != std::string::npos)
        return {CellKind::Percent, std::string(number)};
    // Year and day are J and T in German; M alone could be minutes as well.
    const bool hasDate = letters.find_first_of("ydjt") != std::string::npos;
    const bool hasTime = letters.find_first_of("hs") != std::string::npos;
    if ((!hasDate && !hasTime) || letters.find_first_of("0#?") == 0)
        return {CellKind::Number, std::string(number)};
    constexpr double kLastDay = 2'958'465; // 9999-12-31
    if (letters.find('[') != std::string::npos || value->real < 0 || value->real > kLastDay
        || (!hasDate && value->real >= 1))
        return {};
    const double day = std::floor(value->real);
    // Spreadsheets compute in doubles, which hold about a millisecond here.
    constexpr qint64 kMillisPerDay = 86'400'000;
    qint64 millis = std::llround((value->real - day) * double(kMillisPerDay));
    qint64 days = qint64(day) + daysFromCivil({1899, 12, 30});
    if (millis == kMillisPerDay) {
        millis = 0;
        ++days;
    }
    ColumnFormat iso;
    iso.scale = millis % 1000 == 0 ? 0 : 3;
    qint64 raw = days;
    if (!hasTime) {
        iso.type = ColumnType::Date;
    } else if (!hasDate) {
        iso.type = ColumnType::Time;
        raw = millis * 1000;
    } else {
        iso.type = ColumnType::Timestamp;
        raw = days * kMicrosPerDay + millis * 1000;
    }
    SpreadsheetValue moment{CellKind::Moment, {}};
    appendShown(moment.meant, iso, raw);
    return moment;
}

} // namespace tabletalk
