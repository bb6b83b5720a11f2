// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tabletalk {

//! A number format of a spreadsheet ("#,##0.00 [$€-407]", "0.0%", "DD.MM.YYYY"), of which general, decimals,
//! thousands, percent, currency, and dates and times are understood. Writes as an English program does.
class NumberFormat {
public:
    explicit NumberFormat(std::string_view code = {});

    const std::string &code() const { return m_code; }
    //! The number as it is shown; nothing where the format is not understood. `number` as files hold it.
    std::optional<std::string> shownNumber(std::string_view number) const;
    //! A date, a time or both, given as ISO 8601 writes them.
    std::optional<std::string> shownMoment(std::string_view iso) const;

private:
    struct Token {
        char letter; //!< y m d h s a (am/pm), or '\0' for a text; a minute is n
        int count = 1;
        std::string text;
    };
    //! One of the parts that a semicolon divides.
    struct Section {
        std::string prefix;
        std::string suffix;
        int leastWhole = 0; //!< digits
        int leastDecimals = 0;
        int mostDecimals = 0;
        int percents = 0;
        bool isGrouped = false;
        bool isGeneral = false;
        bool isUnderstood = true;
        bool hasDigits = false;
        std::vector<Token> moment;
    };
    static Section parse(std::string_view code);
    static void nameMinutes(std::vector<Token> &tokens);

    std::string m_code;
    std::vector<Section> m_sections;
};

//! The shortest number that is the same double: 1.025368 for 1.0253680000000001. As it is where it is no
//! number.
std::string shortestNumber(std::string_view number);

} // namespace tabletalk
