// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <optional>
#include <string_view>

namespace tabletalk {

//! A date, a time of day, or both, as it is written. Which of the two small numbers of a date is the day,
//! a single cell may not tell.
struct ParsedMoment {
    bool hasDate = false;
    bool hasTime = false;

    bool isYearFirst = false;
    int year = 0;
    int first = 0; //!< the month, where the year is first; else the day or the month
    int second = 0;
    char separator = '-';
    bool isPadded = true;

    char joint = ' ';
    qint64 micros = 0; //!< since midnight
    bool hasSeconds = true;
    int fractionDigits = 0;
    bool hasZone = false;
    int offsetMinutes = 0; //!< east of UTC

    //! Whether there is such a day when the first number is the day, or the month.
    bool isDayMonth() const;
    bool isMonthDay() const;
};

//! Reads a whole cell: 2024-01-31, 2024/1/31, 31.01.2024, 1/31/2024, with or without a time after a space
//! or a T, or a time alone: 14:05, 14:05:06.789; after a date's time Z or an offset. Years have four digits.
std::optional<ParsedMoment> parseMoment(std::string_view text);

} // namespace tabletalk
