// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "columnindex.h"

#include <algorithm>
#include <functional>

namespace tabletalk {

namespace {

quint64 keyOf(std::string_view text)
{
    return std::hash<std::string_view>()(text);
}

} // namespace

ColumnIndex::ColumnIndex(const Column &column)
{
    m_rows.reserve(size_t(column.rowCount()));
    const bool isText = column.format().type == ColumnType::Text;
    for (qint64 row = 0; row < column.rowCount(); ++row) {
        if (!column.isNull(row))
            m_rows.emplace_back(isText ? keyOf(column.text(row)) : quint64(column.raw(row)), quint32(row));
    }
    std::sort(m_rows.begin(), m_rows.end());
}

void ColumnIndex::find(std::string_view text, std::vector<quint32> &rows) const
{
    find(qint64(keyOf(text)), rows);
}

void ColumnIndex::find(qint64 raw, std::vector<quint32> &rows) const
{
    for (auto at = std::lower_bound(m_rows.begin(), m_rows.end(), std::pair(quint64(raw), quint32(0)));
         at != m_rows.end() && at->first == quint64(raw); ++at)
        rows.push_back(at->second);
}

} // namespace tabletalk
