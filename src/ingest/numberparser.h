// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <optional>
#include <string_view>

namespace tabletalk {

//! A number as it is written. The views are into the text that was parsed.
struct ParsedNumber {
    //! The value is digits / 10^scale where isExact, else `real`.
    qint64 digits = 0;
    int scale = 0;
    bool isExact = true;
    double real = 0;
    bool isRealExact = true; //!< `real` has every digit that is written, and no others

    int wholeDigits = 1; //!< before the decimal sign
    std::string_view prefix; //!< "$", with the space after it
    std::string_view suffix; //!< " €", "%", with the space before it
    std::string_view group; //!< between thousands; empty where there are none
    bool hasDecimalSign = false;
    bool hasExponent = false;
    //! A sign with three digits behind it, once: thousands as well as thousandths.
    bool isAmbiguous = false;
    //! Nothing but digits, a minus and a decimal sign, and none of them needless.
    bool isPlain = false;
};

//! Reads a whole cell as a number: groups of three digits divided by the other sign, a space or an
//! apostrophe; a currency or percent sign; minus as - or U+2212, or parentheses. Not numbers, since they are
//! names of something: whole numbers of more than 15 digits, with zeros in front, or with a plus as phone
//! numbers have; and a bare "1e5". `decimalSign` is '.' or ','.
std::optional<ParsedNumber> parseNumber(std::string_view text, char decimalSign);

//! The same for what programs write ("1e5", any number of digits): a point, no groups, no unit.
std::optional<ParsedNumber> parseProgramNumber(std::string_view text);

//! `number` as an integer of this scale; nothing when digits would be lost or it does not fit.
std::optional<qint64> digitsAtScale(const ParsedNumber &number, int scale);

} // namespace tabletalk
