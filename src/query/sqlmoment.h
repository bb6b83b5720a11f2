// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "columnformat.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace tabletalk {

//! A point in time as SQL has them: a text such as 2024-05-31 or 2024-05-31 14:02:00.
struct SqlMoment {
    qint64 micros = 0; //!< since 1970-01-01 00:00
    bool hasTime = false;
    bool hasDate = true; //!< false for a mere time of day
};

//! Reads ISO 8601 and what is near it; a time zone is counted away. "now" is now.
std::optional<SqlMoment> sqlMoment(std::string_view text);
std::string sqlText(const SqlMoment &moment);

//! A raw value of a column of days or times as SQL sees it. To the microsecond, so that different values
//! are different texts.
struct MomentText {
    std::array<char, 40> text{};
    size_t size = 0;
    std::string_view view() const { return {text.data(), size}; }
};
MomentText momentText(ColumnType type, qint64 raw);

//! Between which raw values a text lies, in the order of texts. Equal where it is one of them.
struct MomentRange {
    qint64 low = 0;
    qint64 high = 0;
};
//! Nothing for a text that is not exactly of the form of the column's.
std::optional<MomentRange> momentRange(std::string_view text, const ColumnFormat &format);

} // namespace tabletalk
