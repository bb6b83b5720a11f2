// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"

#include <QCborArray>
#include <QCborParserError>
#include <QCborValue>
#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tabletalk {

namespace {

//! Whether `count` items of `width` bytes at `at` lie within the bodies.
bool lies(qint64 at, qint64 count, qint64 width, qint64 end)
{
    return at >= kBlockMarkSize && at <= end && count >= 0 && width >= 0
           && (width == 0 || count <= (end - at) / width);
}

bool lies(const TextList &texts, qint64 end)
{
    return texts.count == 0
           || (texts.count <= kMostRows && lies(texts.endsAt, texts.count, sizeof(quint64), end)
               && lies(texts.textsAt, texts.textBytes, 1, end));
}

bool isWidth(int width)
{
    return width == 0 || width == 1 || width == 2 || width == 4 || width == 8;
}

QString clean(const QString &text)
{
    constexpr qsizetype kLongestName = 1000;
    return text.left(kLongestName);
}

} // namespace

quint64 Column::number(qint64 at, int width) const
{
    const char *from = m_block.data() + at;
    switch (width) {
    case 1:
        return quint8(*from);
    case 2:
        return qFromLittleEndian<quint16>(from);
    case 4:
        return qFromLittleEndian<quint32>(from);
    case 8:
        return qFromLittleEndian<quint64>(from);
    default:
        return 0;
    }
}

bool Column::isNull(qint64 row) const
{
    if (row < 0 || row >= m_rows)
        return true;
    const Segment &segment = m_segments[size_t(row / kSegmentRows)];
    const qint64 at = row % kSegmentRows;
    return segment.nullsAt >= 0 && (quint8(m_block[segment.nullsAt + at / 8]) >> (at % 8) & 1) != 0;
}

qint64 Column::raw(qint64 row) const
{
    if (row < 0 || row >= m_rows)
        return 0;
    const Segment &segment = m_segments[size_t(row / kSegmentRows)];
    if (segment.kind != SegmentKind::Packed)
        return 0;
    const quint64 difference = number(segment.at + row % kSegmentRows * segment.width, segment.width);
    return qint64(quint64(segment.min) + difference);
}

void Column::raws(size_t number, std::vector<qint64> &values) const
{
    values.clear();
    if (number >= m_segments.size() || m_segments[number].kind != SegmentKind::Packed)
        return;
    const Segment &segment = m_segments[number];
    values.resize(size_t(segmentRows(number)), segment.min);
    const auto add = [&](auto width) {
        using Packed = decltype(width);
        const char *from = m_block.data() + segment.at;
        for (qint64 &value : values) {
            value = qint64(quint64(value) + qFromLittleEndian<Packed>(from));
            from += sizeof(Packed);
        }
    };
    if (segment.width == 1)
        add(quint8());
    else if (segment.width == 2)
        add(quint16());
    else if (segment.width == 4)
        add(quint32());
    else if (segment.width == 8)
        add(quint64());
}

QByteArrayView Column::nullBits(size_t number) const
{
    if (number >= m_segments.size() || m_segments[number].nullsAt < 0)
        return {};
    return m_block.sliced(m_segments[number].nullsAt, (segmentRows(number) + 7) / 8);
}

std::string_view Column::text(qint64 row) const
{
    if (row < 0 || row >= m_rows || isNull(row))
        return {};
    const Segment &segment = m_segments[size_t(row / kSegmentRows)];
    if (segment.kind == SegmentKind::Packed)
        return textOf(m_dictionary, raw(row));
    const qint64 at = row % kSegmentRows;
    const quint64 begin = at == 0 ? 0 : number(segment.at + (at - 1) * segment.width, segment.width);
    const quint64 end = number(segment.at + at * segment.width, segment.width);
    if (begin > end || end > quint64(segment.textBytes))
        return {};
    return {m_block.data() + segment.textsAt + begin, size_t(end - begin)};
}

std::string_view Column::textOf(const TextList &texts, qint64 code) const
{
    if (code < 0 || code >= texts.count)
        return {};
    constexpr int kWidth = sizeof(quint64);
    const quint64 begin = code == 0 ? 0 : number(texts.endsAt + (code - 1) * kWidth, kWidth);
    const quint64 end = number(texts.endsAt + code * kWidth, kWidth);
    if (begin > end || end > quint64(texts.textBytes))
        return {};
    return {m_block.data() + texts.textsAt + begin, size_t(end - begin)};
}

std::optional<quint32> Column::spellingCode(qint64 row) const
{
    constexpr int kWidth = sizeof(quint32);
    qint64 first = 0;
    qint64 count = m_spellings.count;
    while (count > 0) {
        const qint64 half = count / 2;
        if (qint64(number(m_spellings.rowsAt + (first + half) * kWidth, kWidth)) < row) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    if (first >= m_spellings.count || qint64(number(m_spellings.rowsAt + first * kWidth, kWidth)) != row)
        return std::nullopt;
    return quint32(number(m_spellings.codesAt + first * kWidth, kWidth));
}

std::optional<std::string_view> Column::spelling(qint64 row) const
{
    const std::optional<quint32> code = spellingCode(row);
    if (!code)
        return std::nullopt;
    return textOf(m_spellings.texts, *code & ~kMisfitBit);
}

bool Column::isMisfit(qint64 row) const
{
    return (spellingCode(row).value_or(0) & kMisfitBit) != 0;
}

qint64 Column::misfitCount() const
{
    qint64 count = 0;
    for (qint64 i = 0; i < m_spellings.count; ++i)
        count += number(m_spellings.codesAt + i * qint64(sizeof(quint32)), sizeof(quint32)) >= kMisfitBit;
    return count;
}

std::string Column::shown(qint64 row) const
{
    if (m_format.type == ColumnType::Text)
        return std::string(text(row));
    if (const std::optional<std::string_view> written = spelling(row))
        return std::string(*written);
    std::string value;
    if (!isNull(row))
        appendShown(value, m_format, raw(row));
    return value;
}

std::string Column::plain(qint64 row) const
{
    if (m_format.type == ColumnType::Text || isNull(row))
        return shown(row);
    std::string value;
    appendPlain(value, m_format, raw(row));
    return value;
}

bool Column::isSound(qint64 end) const
{
    if (qint64(m_segments.size()) != (m_rows + kSegmentRows - 1) / kSegmentRows || !lies(m_dictionary, end)
        || !lies(m_spellings.texts, end))
        return false;
    for (const qint64 at : {m_spellings.rowsAt, m_spellings.codesAt}) {
        if (m_spellings.count != 0 && !lies(at, m_spellings.count, sizeof(quint32), end))
            return false;
    }
    qint64 rowsLeft = m_rows;
    for (const Segment &segment : m_segments) {
        const qint64 rows = std::min(rowsLeft, kSegmentRows);
        rowsLeft -= rows;
        const bool isText = segment.kind == SegmentKind::Texts;
        if (!isWidth(segment.width) || !lies(segment.at, rows, segment.width, end)
            || (segment.nullsAt >= 0 && !lies(segment.nullsAt, (rows + 7) / 8, 1, end))
            || (isText
                && (m_format.type != ColumnType::Text || !lies(segment.textsAt, segment.textBytes, 1, end))))
            return false;
    }
    return true;
}

std::optional<Table> Table::open(const QByteArray &block)
{
    const qint64 size = block.size();
    if (size < kBlockMarkSize + kBlockTailSize
        || std::memcmp(block.constData(), kBlockMark, kBlockMarkSize) != 0)
        return std::nullopt;
    const char *tail = block.constData() + size - kBlockTailSize;
    const auto at = qFromLittleEndian<quint64>(tail);
    const auto length = qFromLittleEndian<quint64>(tail + sizeof(quint64));
    const auto room = quint64(size - kBlockTailSize);
    if (at < quint64(kBlockMarkSize) || at > room || length != room - at)
        return std::nullopt;
    QCborParserError error;
    const QCborValue read = QCborValue::fromCbor(block.constData() + at, qsizetype(length), &error);
    // A map that was cut off may hold a key without its value: looking into it reads past its end.
    if (error.error != QCborError::NoError)
        return std::nullopt;
    const QCborMap directory = read.toMap();
    const QCborArray columns = directory["columns"_L1].toArray();
    const qint64 rows = directory["rows"_L1].toInteger(-1);
    if (columns.size() > kMostColumns || rows < 0 || rows > kMostRows)
        return std::nullopt;

    auto data = std::make_shared<Data>();
    data->block = block;
    data->name = clean(directory["name"_L1].toString());
    data->rows = rows;
    data->report = reportFrom(directory["report"_L1].toMap());
    data->columns.reserve(size_t(columns.size()));
    for (const auto &value : columns) {
        const QCborMap described = value.toMap();
        Column column;
        column.m_block = data->block;
        column.m_name = clean(described["name"_L1].toString());
        column.m_format = formatFrom(described["format"_L1].toMap());
        column.m_profile = profileFrom(described["profile"_L1].toMap());
        column.m_rows = rows;
        column.m_dictionary = textListFrom(described["dictionary"_L1].toArray());
        const QCborArray spellings = described["spellings"_L1].toArray();
        column.m_spellings = {spellings.at(0).toInteger(), spellings.at(1).toInteger(),
                              spellings.at(2).toInteger(), textListFrom(spellings.at(3).toArray())};
        const QCborArray segments = described["segments"_L1].toArray();
        for (const auto &segment : segments)
            column.m_segments.push_back(segmentFrom(segment.toArray()));
        if (!column.isSound(qint64(at)))
            return std::nullopt;
        data->columns.push_back(std::move(column));
    }
    Table table;
    table.m_data = std::move(data);
    return table;
}

} // namespace tabletalk
