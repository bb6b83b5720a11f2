// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The layout of pages and records is that of SQLite's published file format.
#include "salvagedrow.h"

#include <QtEndian>

#include <algorithm>
#include <bit>
#include <optional>

namespace tabletalk {

namespace {

constexpr qsizetype kFileHeader = 100;

quint16 shortAt(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<quint16>(bytes.constData() + offset);
}

//! SQLite's numbers of one to nine bytes. Empty when the bytes end in its middle.
std::optional<qint64> readVarint(const QByteArray &bytes, qsizetype &offset)
{
    quint64 value = 0;
    for (int i = 0; i < 9; ++i) {
        if (offset >= bytes.size())
            return std::nullopt;
        const auto byte = quint8(bytes.at(offset++));
        if (i == 8)
            return qint64(value << 8 | byte);
        value = value << 7 | (byte & 0x7fU);
        if ((byte & 0x80U) == 0)
            return qint64(value);
    }
    return std::nullopt;
}

qint64 readInteger(const QByteArray &bytes, qsizetype offset, qint64 size)
{
    quint64 value = (quint8(bytes.at(offset)) & 0x80U) != 0 ? ~quint64(0) : 0;
    for (qint64 i = 0; i < size; ++i)
        value = value << 8 | quint8(bytes.at(offset + i));
    return qint64(value);
}

struct StoredAs {
    SalvagedRow::Type type;
    qint64 size; //!< bytes in the record
};

std::optional<StoredAs> storedAs(qint64 code)
{
    constexpr qint64 kIntegerSizes[] = {0, 1, 2, 3, 4, 6, 8};
    using Type = SalvagedRow::Type;
    if (code == 0)
        return StoredAs{Type::Null, 0};
    if (code >= 1 && code <= 6)
        return StoredAs{Type::Integer, kIntegerSizes[code]};
    if (code == 7)
        return StoredAs{Type::Real, 8};
    if (code == 8 || code == 9)
        return StoredAs{Type::Integer, 0};
    if (code < 12)
        return std::nullopt;
    return StoredAs{code % 2 == 0 ? Type::Blob : Type::Text, (code - 12) / 2};
}

bool isZero(const QByteArray &bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == 0; });
}

} // namespace

RowFinder::RowFinder(DamagedFile &file, const std::function<void(SalvagedRow &)> &take)
    : m_file(file)
    , m_take(take)
    , m_usable(file.pageSize())
    , m_isUsed(size_t(file.pageCount() + 1))
{
}

void RowFinder::findAll()
{
    for (qint64 number = 1; number <= m_file.pageCount(); ++number)
        takePage(m_file.page(number), number == 1 ? kFileHeader : 0);
}

void RowFinder::takePage(const QByteArray &page, qsizetype header)
{
    constexpr char kLeafOfATable = 0x0d; // no page of a long text begins so: its first byte is zero
    constexpr qsizetype kPageHeader = 8;
    if (page.at(header) != kLeafOfATable)
        return;
    const qsizetype cells = shortAt(page, header + 3);
    for (qsizetype i = 0; i < cells && header + kPageHeader + 2 * i + 2 <= page.size(); ++i)
        takeCell(page, shortAt(page, header + kPageHeader + 2 * i));
}

void RowFinder::takeCell(const QByteArray &page, qsizetype offset)
{
    const std::optional<qint64> size = readVarint(page, offset);
    const std::optional<qint64> rowid = readVarint(page, offset);
    if (!size || !rowid || *size < 2 || *size > m_file.pageCount() * m_usable)
        return;
    // How much of a row lies in its own page.
    const qint64 most = m_usable - 35;
    const qint64 least = (m_usable - 12) * 32 / 255 - 23;
    qint64 here = *size;
    if (here > most) {
        here = least + (*size - least) % (m_usable - 4);
        if (here > most)
            here = least;
    }
    if (offset + here + (here < *size ? 4 : 0) > page.size())
        return;
    QByteArray payload = page.mid(offset, here);
    if (here < *size) {
        const qint64 next = qFromBigEndian<quint32>(page.constData() + offset + here);
        payload = wholePayload(payload, *size, next);
    }
    SalvagedRow row;
    row.rowid = *rowid;
    if (takeColumns(payload, *size, row))
        m_take(row);
}

QByteArray RowFinder::wholePayload(const QByteArray &local, qint64 size, qint64 next)
{
    constexpr qsizetype kNextPage = 4;
    QByteArray payload = local;
    while (payload.size() < size) {
        if (next < 1 || next > m_file.pageCount() || m_isUsed[size_t(next)])
            break;
        m_isUsed[size_t(next)] = true; // a page belongs to one row; this also ends a circle
        const QByteArray page = m_file.page(next);
        next = qFromBigEndian<quint32>(page.constData());
        const QByteArray content = page.mid(kNextPage, std::min<qint64>(size - payload.size(), m_usable - 4));
        // A page that does not lead to where the rest of the row can be is none of its pages any more.
        const bool isLast = payload.size() + content.size() == size;
        if (isZero(content) || (isLast ? next != 0 : next < 1 || next > m_file.pageCount()))
            break;
        payload += content;
    }
    return payload;
}

bool RowFinder::takeColumns(const QByteArray &payload, qint64 size, SalvagedRow &row)
{
    constexpr size_t kMostColumns = 100;
    qsizetype at = 0;
    const std::optional<qint64> headerSize = readVarint(payload, at);
    if (!headerSize || *headerSize > payload.size())
        return false;
    std::vector<qint64> codes;
    while (at < *headerSize) {
        const std::optional<qint64> code = readVarint(payload, at);
        if (!code || !storedAs(*code) || codes.size() == kMostColumns)
            return false;
        codes.push_back(*code);
    }
    qint64 sum = *headerSize;
    for (const qint64 code : codes) {
        const qint64 length = storedAs(code)->size;
        if (length > size - sum)
            return false;
        sum += length;
    }
    if (at != *headerSize || sum != size)
        return false;

    for (const qint64 code : codes) {
        const auto [type, length] = *storedAs(code);
        SalvagedRow::Column &column = row.columns.emplace_back();
        column.type = type;
        const bool isThere = at + length <= payload.size();
        row.isWhole = row.isWhole && isThere;
        if (type == SalvagedRow::Type::Text || type == SalvagedRow::Type::Blob) {
            if (isThere || at < payload.size())
                column.value = payload.mid(std::min<qsizetype>(at, payload.size()), length);
        } else if (isThere && type == SalvagedRow::Type::Real) {
            column.value = std::bit_cast<double>(readInteger(payload, at, length));
        } else if (isThere && type == SalvagedRow::Type::Integer) {
            column.value = length > 0 ? readInteger(payload, at, length) : code - 8;
        }
        at += length;
    }
    return true;
}

} // namespace tabletalk
