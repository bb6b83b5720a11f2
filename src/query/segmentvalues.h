// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "table.h"

#include <vector>

namespace tabletalk {

//! One segment of a column, unpacked for all its rows at once. Rows are counted from the beginning of the
//! table, and have to be of the segment.
class SegmentValues {
public:
    void load(const Column &column, size_t segment)
    {
        m_first = quint32(segment * size_t(kSegmentRows));
        column.raws(segment, m_values);
        m_nulls = column.nullBits(segment);
    }

    bool isNull(quint32 row) const
    {
        const quint32 at = row - m_first;
        return !m_nulls.isEmpty() && (quint8(m_nulls[at / 8]) >> (at % 8) & 1) != 0;
    }
    //! Not of texts that are in no dictionary.
    qint64 raw(quint32 row) const { return m_values[row - m_first]; }

private:
    quint32 m_first = 0;
    std::vector<qint64> m_values;
    QByteArrayView m_nulls;
};

} // namespace tabletalk
