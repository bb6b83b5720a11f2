// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "columnwriter.h"

#include <QCborArray>
#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tabletalk {

namespace {

//! Beyond it a dictionary costs more than it spares.
constexpr qsizetype kMostDictionaryTexts = 1'000'000;
constexpr size_t kMostDictionaryBytes = 128 * 1024 * 1024;
//! As few are kept once, however often they come.
constexpr qsizetype kFewTexts = 256;

int widthFor(quint64 largest)
{
    if (largest == 0)
        return 0;
    if (largest <= 0xff)
        return 1;
    if (largest <= 0xffff)
        return 2;
    return largest <= 0xffffffff ? 4 : 8;
}

template <class Number>
void pack(const std::vector<quint64> &values, char *to)
{
    for (const quint64 value : values) {
        qToLittleEndian(Number(value), to);
        to += sizeof(Number);
    }
}

} // namespace

ColumnWriter::ColumnWriter(std::string &block, const ColumnFormat &format)
    : m_block(block)
    , m_format(format)
{
}

void ColumnWriter::append(qint64 raw, bool isNull)
{
    if (m_format.type == ColumnType::Text && !m_usesDictionary)
        m_ends.push_back(m_texts.size());
    else
        m_values.push_back(raw);
    m_isNull.push_back(isNull);
    m_nulls += isNull ? 1 : 0;
    if (++m_rows % kSegmentRows == 0)
        flush();
}

void ColumnWriter::appendText(std::string_view text)
{
    if (m_usesDictionary) {
        append(m_dictionary.codeOf(text), false);
    } else {
        m_texts += text;
        append(0, false);
    }
}

void ColumnWriter::spellLast(std::string_view text, bool isMisfit)
{
    m_spelledRows.push_back(quint64(m_rows - 1));
    m_spellingCodes.push_back(m_spellings.codeOf(text) | (isMisfit ? kMisfitBit : 0));
}

qint64 ColumnWriter::writePacked(const std::vector<quint64> &values, int width)
{
    const auto at = m_block.size();
    m_block.resize(at + values.size() * size_t(width));
    char *to = m_block.data() + at;
    if (width == 1)
        pack<quint8>(values, to);
    else if (width == 2)
        pack<quint16>(values, to);
    else if (width == 4)
        pack<quint32>(values, to);
    else if (width == 8)
        pack<quint64>(values, to);
    return qint64(at);
}

void ColumnWriter::leaveDictionary()
{
    for (size_t i = 0; i < m_values.size(); ++i) {
        if (!m_isNull[i])
            m_texts += m_dictionary.text(quint32(m_values[i]));
        m_ends.push_back(m_texts.size());
    }
    m_values.clear();
    m_usesDictionary = false;
}

void ColumnWriter::writeTexts(Segment &segment)
{
    segment.kind = SegmentKind::Texts;
    segment.width = quint8(widthFor(m_texts.size()));
    segment.at = writePacked(m_ends, segment.width);
    segment.textsAt = qint64(m_block.size());
    segment.textBytes = qint64(m_texts.size());
    m_block += m_texts;
    m_texts.clear();
    m_ends.clear();
}

void ColumnWriter::flush()
{
    Segment segment;
    if (m_nulls > 0) {
        segment.nullsAt = qint64(m_block.size());
        segment.nulls = m_nulls;
        std::string bits((m_isNull.size() + 7) / 8, '\0');
        for (size_t i = 0; i < m_isNull.size(); ++i) {
            if (m_isNull[i])
                bits[i / 8] = char(bits[i / 8] | 1 << i % 8);
        }
        m_block += bits;
    }
    const bool isText = m_format.type == ColumnType::Text;
    const bool isFirst = m_segments.empty();
    const qint64 filled = qint64(m_isNull.size()) - m_nulls;
    if (isText && m_usesDictionary && isFirst && m_dictionary.count() > kFewTexts
        && m_dictionary.count() > filled / 2) {
        leaveDictionary();
        m_dictionary.clear();
    }
    if (isText && !m_usesDictionary) {
        writeTexts(segment);
    } else {
        // A missing value takes part in nothing, so that it widens nothing.
        bool hasAny = false;
        for (size_t i = 0; i < m_values.size(); ++i) {
            if (m_isNull[i])
                continue;
            segment.min = hasAny ? std::min(segment.min, m_values[i]) : m_values[i];
            segment.max = hasAny ? std::max(segment.max, m_values[i]) : m_values[i];
            hasAny = true;
        }
        std::vector<quint64> differences(m_values.size());
        for (size_t i = 0; i < m_values.size(); ++i)
            differences[i] = m_isNull[i] ? 0 : quint64(m_values[i]) - quint64(segment.min);
        segment.width = quint8(widthFor(quint64(segment.max) - quint64(segment.min)));
        segment.at = writePacked(differences, segment.width);
        m_values.clear();
        if (isText
            && (m_dictionary.count() > kMostDictionaryTexts || m_dictionary.bytes() > kMostDictionaryBytes))
            m_usesDictionary = false;
    }
    m_isNull.clear();
    m_nulls = 0;
    m_segments.push_back(segment);
}

TextList ColumnWriter::write(const TextPool &texts)
{
    TextList list;
    list.count = texts.count();
    std::vector<quint64> ends(size_t(list.count));
    quint64 end = 0;
    for (qint64 i = 0; i < list.count; ++i)
        ends[size_t(i)] = end += texts.text(quint32(i)).size();
    list.endsAt = writePacked(ends, sizeof(quint64));
    list.textsAt = qint64(m_block.size());
    list.textBytes = qint64(end);
    for (qint64 i = 0; i < list.count; ++i)
        m_block += texts.text(quint32(i));
    return list;
}

QCborMap ColumnWriter::finish()
{
    if (!m_isNull.empty())
        flush();
    QCborArray segments;
    for (const Segment &segment : m_segments)
        segments.append(toCbor(segment));
    const TextList dictionary = write(m_dictionary);
    const qint64 rowsAt = writePacked(m_spelledRows, sizeof(quint32));
    const qint64 codesAt = writePacked(m_spellingCodes, sizeof(quint32));
    const QCborArray spellings{qint64(m_spelledRows.size()), rowsAt, codesAt, toCbor(write(m_spellings))};
    return {{"format"_L1, toCbor(m_format)},
            {"segments"_L1, segments},
            {"dictionary"_L1, toCbor(dictionary)},
            {"spellings"_L1, spellings}};
}

} // namespace tabletalk
