// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "table.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace tabletalk {

//! Whether cells of a column are what a person looks for. Of what was typed, "< 5", ">= 2024-01-31",
//! "10..20", "= x" and "!= x" compare values where the column has such, "=" and "!=" alone ask for cells
//! without and with a value, and all else is a part of what is shown, in upper or lower case.
class CellFilter {
public:
    //! `column` outlives it.
    CellFilter(const Column &column, const QString &typed);

    bool matches(qint64 row) const;

private:
    enum class Kind { Part, Value, Text, Empty };

    bool isPart(std::string_view shown) const;
    bool isText(std::string_view text) const;
    bool compares(qint64 row) const;
    bool matchesText(std::string_view text) const;

    const Column &m_column;
    Kind m_kind = Kind::Part;
    bool m_isNegated = false;
    std::optional<double> m_least; //!< of values, as asDouble() gives them
    std::optional<double> m_most;
    bool m_isLeastIn = true; //!< the bound itself is looked for
    bool m_isMostIn = true;
    QString m_part;
    std::string m_asciiPart; //!< in lower case; empty where the part is more than ASCII
    std::vector<bool> m_codes; //!< of a dictionary: which texts match
};

} // namespace tabletalk
