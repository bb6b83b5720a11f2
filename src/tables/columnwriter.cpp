// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "columnwriter.h"

#include <QCborArray>
#include <QtEndian>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace tabletalk {

namespace {

//! Beyond it a dictionary costs more than it spares.
constexpr qsizetype kMostDictionaryTexts = 1'000'000;
constexpr size_t kMostDictionaryBytes = size_t{128} * 1024 * 1024;
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
void pack(const std::vector<qint64> &values, qint64 least, char *to)
{
    for (const qint64 value : values) {
        qToLittleEndian(Number(quint64(value) - quint64(least)), to);
        to += sizeof(Number);
    }
}

} // namespace

ColumnWriter::ColumnWriter(BlockSpace &space, const ColumnFormat &format)
    : m_space(space)
    , m_format(format)
{
}

void ColumnWriter::appendText(std::string_view text)
{
    m_hasValues = true;
    if (m_usesDictionary) {
        append(m_dictionary.codeOf(text));
    } else {
        m_texts += text;
        append(0);
    }
}

void ColumnWriter::spellLast(std::string_view text, bool isMisfit)
{
    m_spelledRows.push_back(m_rows - 1);
    m_spellingCodes.push_back(m_spellings.codeOf(text) | (isMisfit ? kMisfitBit : 0));
}

qint64 ColumnWriter::writePacked(const std::vector<qint64> &values, qint64 least, int width)
{
    const BlockSpace::Place place = m_space.take(qint64(values.size()) * width);
    if (width == 1)
        pack<quint8>(values, least, place.data);
    else if (width == 2)
        pack<quint16>(values, least, place.data);
    else if (width == 4)
        pack<quint32>(values, least, place.data);
    else if (width == 8)
        pack<quint64>(values, least, place.data);
    return place.at;
}

void ColumnWriter::leaveDictionary()
{
    for (size_t i = 0; i < m_values.size(); ++i) {
        if (!isNull(i))
            m_texts += m_dictionary.text(quint32(m_values[i]));
        m_values[i] = qint64(m_texts.size());
    }
    m_usesDictionary = false;
    m_dictionary.clear();
}

void ColumnWriter::writeNulls(Segment &segment)
{
    if (m_nulls == 0)
        return;
    m_nullBits.resize((m_values.size() + 7) / 8);
    const BlockSpace::Place place = m_space.take(qint64(m_nullBits.size()));
    std::memcpy(place.data, m_nullBits.data(), m_nullBits.size());
    segment.nullsAt = place.at;
    segment.nulls = m_nulls;
}

void ColumnWriter::writeTexts(Segment &segment)
{
    segment.kind = SegmentKind::Texts;
    segment.width = quint8(widthFor(m_texts.size()));
    segment.at = writePacked(m_values, 0, segment.width);
    const BlockSpace::Place place = m_space.take(qint64(m_texts.size()));
    std::memcpy(place.data, m_texts.data(), m_texts.size());
    segment.textsAt = place.at;
    segment.textBytes = qint64(m_texts.size());
    m_texts.clear();
}

void ColumnWriter::writeValues(Segment &segment)
{
    // A missing value takes part in nothing, so that it widens nothing.
    if (m_nulls < qint64(m_values.size())) {
        qint64 least = std::numeric_limits<qint64>::max();
        qint64 most = std::numeric_limits<qint64>::min();
        for (size_t i = 0; i < m_values.size(); ++i) {
            if (m_nulls > 0 && isNull(i))
                continue;
            least = std::min(least, m_values[i]);
            most = std::max(most, m_values[i]);
        }
        segment.min = least;
        segment.max = most;
    }
    for (size_t i = 0; m_nulls > 0 && i < m_values.size(); ++i) {
        if (isNull(i))
            m_values[i] = segment.min;
    }
    segment.width = quint8(widthFor(quint64(segment.max) - quint64(segment.min)));
    segment.at = writePacked(m_values, segment.min, segment.width);
}

void ColumnWriter::flush()
{
    Segment segment;
    writeNulls(segment);
    const bool isText = m_format.type == ColumnType::Text;
    const qint64 filled = qint64(m_values.size()) - m_nulls;
    if (isText && m_usesDictionary && m_segments.empty() && m_dictionary.count() > kFewTexts
        && m_dictionary.count() > filled / 2)
        leaveDictionary();
    if (usesTexts())
        writeTexts(segment);
    else
        writeValues(segment);
    if (isText
        && (m_dictionary.count() > kMostDictionaryTexts || m_dictionary.bytes() > kMostDictionaryBytes))
        m_usesDictionary = false;
    m_values.clear();
    m_nullBits.clear();
    m_nulls = 0;
    m_segments.push_back(segment);
}

TextList ColumnWriter::write(const TextPool &texts)
{
    TextList list;
    list.count = texts.count();
    std::vector<qint64> ends(size_t(list.count));
    qint64 end = 0;
    for (qint64 i = 0; i < list.count; ++i)
        ends[size_t(i)] = end += qint64(texts.text(quint32(i)).size());
    list.endsAt = writePacked(ends, 0, sizeof(quint64));
    list.textBytes = end;
    BlockSpace::Place place = m_space.take(end);
    list.textsAt = place.at;
    for (qint64 i = 0; i < list.count; ++i) {
        const std::string &text = texts.text(quint32(i));
        std::memcpy(place.data, text.data(), text.size());
        place.data += text.size();
    }
    return list;
}

QCborMap ColumnWriter::finish()
{
    if (!m_values.empty())
        flush();
    QCborArray segments;
    for (const Segment &segment : m_segments)
        segments.append(toCbor(segment));
    const TextList dictionary = write(m_dictionary);
    const qint64 rowsAt = writePacked(m_spelledRows, 0, sizeof(quint32));
    const qint64 codesAt = writePacked(m_spellingCodes, 0, sizeof(quint32));
    const QCborArray spellings{qint64(m_spelledRows.size()), rowsAt, codesAt, toCbor(write(m_spellings))};
    return {{"format"_L1, toCbor(m_format)},
            {"segments"_L1, segments},
            {"dictionary"_L1, toCbor(dictionary)},
            {"spellings"_L1, spellings}};
}

} // namespace tabletalk
