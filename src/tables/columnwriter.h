// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "blockspace.h"
#include "tableblock.h"
#include "textpool.h"

#include <QCborMap>

#include <string>
#include <string_view>
#include <vector>

namespace tabletalk {

//! Writes one column of a block, row by row; full segments go into the block at once. A text column begins
//! with a dictionary and leaves it where hardly any text comes twice. Columns that share a block may be
//! written in different threads.
class ColumnWriter {
public:
    //! `space` outlives it and is shared by the columns of the table.
    ColumnWriter(BlockSpace &space, const ColumnFormat &format);

    const ColumnFormat &format() const { return m_format; }
    //! Only while there is no value in it.
    void setFormat(const ColumnFormat &format) { m_format = format; }
    bool hasValues() const { return m_hasValues; }
    qint64 rowCount() const { return m_rows; }

    void appendNull()
    {
        const size_t at = m_rows % kSegmentRows;
        if (m_nullBits.size() <= at / 8)
            m_nullBits.resize(at / 8 + 1);
        m_nullBits[at / 8] = char(m_nullBits[at / 8] | 1 << at % 8);
        ++m_nulls;
        append(0);
    }
    //! Of any type but Text.
    void appendValue(qint64 raw)
    {
        m_hasValues = true;
        append(raw);
    }
    void appendText(std::string_view text);
    //! The cell appended last is written so. A misfit was appended as null.
    void spellLast(std::string_view text, bool isMisfit);

    //! Writes what is left, and says where everything lies.
    QCborMap finish();

private:
    bool usesTexts() const { return m_format.type == ColumnType::Text && !m_usesDictionary; }
    bool isNull(size_t at) const
    {
        return at / 8 < m_nullBits.size() && (m_nullBits[at / 8] >> at % 8 & 1) != 0;
    }
    void append(qint64 raw)
    {
        m_values.push_back(usesTexts() ? qint64(m_texts.size()) : raw);
        if (++m_rows % kSegmentRows == 0)
            flush();
    }
    void flush();
    void writeNulls(Segment &segment);
    void writeValues(Segment &segment);
    void writeTexts(Segment &segment);
    qint64 writePacked(const std::vector<qint64> &values, qint64 least, int width);
    void leaveDictionary();
    TextList write(const TextPool &texts);

    BlockSpace &m_space;
    ColumnFormat m_format;
    qint64 m_rows = 0;
    bool m_hasValues = false;
    qint64 m_nulls = 0; //!< of the segment at hand, like the next three
    std::string m_nullBits; //!< as far as there are any
    std::vector<qint64> m_values; //!< or, of texts beyond the dictionary, where they end
    std::string m_texts;
    bool m_usesDictionary = true;
    TextPool m_dictionary;
    std::vector<Segment> m_segments;
    TextPool m_spellings;
    std::vector<qint64> m_spelledRows;
    std::vector<qint64> m_spellingCodes;
};

} // namespace tabletalk
