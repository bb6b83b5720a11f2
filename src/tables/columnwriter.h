// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tableblock.h"
#include "textpool.h"

#include <QCborMap>

#include <string>
#include <string_view>
#include <vector>

namespace tabletalk {

//! Writes one column of a block, row by row; full segments go into the block at once. A text column begins
//! with a dictionary and leaves it where hardly any text comes twice.
class ColumnWriter {
public:
    //! `block` outlives it and is shared by the columns of the table.
    ColumnWriter(std::string &block, const ColumnFormat &format);

    const ColumnFormat &format() const { return m_format; }
    qint64 rowCount() const { return m_rows; }

    void appendNull() { append(0, true); }
    //! Of any type but Text.
    void appendValue(qint64 raw) { append(raw, false); }
    void appendText(std::string_view text);
    //! The cell appended last is written so. A misfit was appended as null.
    void spellLast(std::string_view text, bool isMisfit);

    //! Writes what is left, and says where everything lies.
    QCborMap finish();

private:
    void append(qint64 raw, bool isNull);
    void flush();
    qint64 writePacked(const std::vector<quint64> &values, int width);
    void writeTexts(Segment &segment);
    void leaveDictionary();
    TextList write(const TextPool &texts);

    std::string &m_block;
    ColumnFormat m_format;
    qint64 m_rows = 0;
    qint64 m_nulls = 0; //!< of the segment at hand, like the next four
    std::vector<qint64> m_values;
    std::vector<bool> m_isNull;
    std::string m_texts;
    std::vector<quint64> m_ends;
    bool m_usesDictionary = true;
    TextPool m_dictionary;
    std::vector<Segment> m_segments;
    TextPool m_spellings;
    std::vector<quint64> m_spelledRows;
    std::vector<quint64> m_spellingCodes;
};

} // namespace tabletalk
