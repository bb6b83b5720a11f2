// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "table.h"

#include <string_view>
#include <utility>
#include <vector>

namespace tabletalk {

//! Finds the rows of a column that have a value, for joins. Texts are found by their hash, so that a row may
//! be found that has another one. Rows without a value are never found.
class ColumnIndex {
public:
    //! Goes through the whole column; 16 bytes a row.
    explicit ColumnIndex(const Column &column);

    void find(std::string_view text, std::vector<quint32> &rows) const;
    //! By the raw value.
    void find(qint64 raw, std::vector<quint32> &rows) const;

private:
    std::vector<std::pair<quint64, quint32>> m_rows; //!< by value
};

} // namespace tabletalk
