// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "zipreader.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QtEndian>

#include <zlib.h>

#include <algorithm>
#include <utility>

namespace tabletalk {

namespace {

// Sizes and signatures of the records, by the format's public description (APPNOTE).
constexpr qint64 kEndBytes = 22;
constexpr qint64 kDirectoryBytes = 46;
constexpr qint64 kHeaderBytes = 30;
constexpr QByteArrayView kEnd("PK\5\6");
constexpr QByteArrayView kDirectory("PK\1\2");
constexpr QByteArrayView kHeader("PK\3\4");
constexpr qint64 kLongestComment = 65'535;
constexpr quint32 kIn64 = 0xFFFFFFFF; // the figure does not fit and stands elsewhere
constexpr quint16 kEncrypted = 0x1;
constexpr quint16 kUtf8 = 0x800;
constexpr quint16 kStored = 0;
constexpr quint16 kDeflated = 8;

QString tr(const char *text)
{
    return QCoreApplication::translate("tabletalk::ZipReader", text);
}

Error notReadable(const QString &sentence)
{
    return {.kind = ErrorKind::BadRequest, .source = ErrorSource::Program, .userText = sentence};
}

Error damaged()
{
    return notReadable(tr("The zip archive is damaged or not complete. Download it again."));
}

template <class Number>
Number numberAt(const QByteArray &record, qint64 at)
{
    return qFromLittleEndian<Number>(record.constData() + at);
}

//! Empty where the file is shorter.
QByteArray bytesAt(QIODevice &file, qint64 at, qint64 count)
{
    if (at < 0 || count < 0 || at > file.size() - count || !file.seek(at))
        return {};
    const QByteArray bytes = file.read(count);
    return bytes.size() == count ? bytes : QByteArray();
}

//! Where the directory lies.
struct Directory {
    qint64 at = 0;
    qint64 bytes = 0;
    int entries = 0;
};

Result<Directory> findDirectory(QIODevice &file)
{
    const qint64 tailBytes = std::min(file.size(), kEndBytes + kLongestComment);
    const QByteArray tail = bytesAt(file, file.size() - tailBytes, tailBytes);
    qsizetype at = tail.lastIndexOf(kEnd);
    // The signature may turn up in the comment behind the record.
    while (at >= 0
           && (at > tail.size() - kEndBytes
               || at + kEndBytes + numberAt<quint16>(tail, at + 20) != tail.size())) {
        at = at == 0 ? -1 : tail.lastIndexOf(kEnd, at - 1);
    }
    if (at < 0)
        return damaged();
    const QByteArray record = tail.mid(at, kEndBytes);
    const quint32 bytes = numberAt<quint32>(record, 12);
    const quint32 start = numberAt<quint32>(record, 16);
    if (bytes == kIn64 || start == kIn64)
        return notReadable(
            tr("The zip archive is larger than 4 GB. Unpack it and choose the .json files in it."));
    return Directory{start, bytes, numberAt<quint16>(record, 10)};
}

} // namespace

bool isZip(QIODevice &file)
{
    const QByteArray start = file.peek(kHeader.size());
    return start == kHeader || start == kEnd;
}

Result<QList<ZipEntry>> readZipDirectory(QIODevice &file, const ZipLimits &limits)
{
    const Result<Directory> directory = findDirectory(file);
    if (!directory)
        return directory.error();
    if (directory->entries > limits.entries)
        return notReadable(tr("There are too many files in the zip archive."));
    const QByteArray records = bytesAt(file, directory->at, directory->bytes);
    if (records.size() != directory->bytes)
        return damaged();
    QList<ZipEntry> entries;
    qint64 at = 0;
    for (int i = 0; i < directory->entries; ++i) {
        if (at + kDirectoryBytes > records.size()
            || !QByteArrayView(records).sliced(at).startsWith(kDirectory))
            return damaged();
        const auto nameBytes = numberAt<quint16>(records, at + 28);
        const qint64 next = at + kDirectoryBytes + nameBytes + numberAt<quint16>(records, at + 30)
                            + numberAt<quint16>(records, at + 32);
        if (next > records.size())
            return damaged();
        const auto flags = numberAt<quint16>(records, at + 8);
        const QByteArray name = records.mid(at + kDirectoryBytes, nameBytes);
        const ZipEntry entry{.name = flags & kUtf8 ? QString::fromUtf8(name) : QString::fromLatin1(name),
                             .packedBytes = numberAt<quint32>(records, at + 20),
                             .bytes = numberAt<quint32>(records, at + 24),
                             .headerAt = numberAt<quint32>(records, at + 42),
                             .checksum = numberAt<quint32>(records, at + 16),
                             .method = numberAt<quint16>(records, at + 10),
                             .isEncrypted = (flags & kEncrypted) != 0};
        if (!entry.name.endsWith(u'/'))
            entries.append(entry);
        at = next;
    }
    return entries;
}

Result<QByteArray> readZipEntry(QIODevice &file, const ZipEntry &entry, const ZipLimits &limits)
{
    ZipEntryReader reader(file, entry, limits);
    QByteArray bytes;
    for (;;) {
        const Result<QByteArray> piece = reader.next();
        if (!piece)
            return piece.error();
        if (piece->isEmpty())
            return bytes;
        bytes += *piece;
    }
}

ZipEntryReader::ZipEntryReader(QIODevice &file, const ZipEntry &entry, const ZipLimits &limits)
    : m_file(file)
    , m_entry(entry)
    , m_limits(limits)
    , m_inflater(Inflater::Format::Raw)
{
}

Result<QByteArray> ZipEntryReader::begin()
{
    if (m_entry.isEncrypted)
        return notReadable(tr("The file is encrypted."));
    if (m_entry.bytes > m_limits.entryBytes || m_entry.bytes / m_limits.ratio > m_entry.packedBytes)
        return notReadable(tr("The file is larger than what is read here, or is made to be."));
    if (m_entry.method != kStored && m_entry.method != kDeflated)
        return notReadable(tr("The file is packed in a way that is not known here."));
    const QByteArray header = bytesAt(m_file, m_entry.headerAt, kHeaderBytes);
    if (!header.startsWith(kHeader))
        return damaged();
    m_at = m_entry.headerAt + kHeaderBytes + numberAt<quint16>(header, 26) + numberAt<quint16>(header, 28);
    m_packedLeft = m_entry.packedBytes;
    m_hasAll = m_packedLeft == 0 && m_entry.method == kStored;
    return QByteArray();
}

Result<QByteArray> ZipEntryReader::next()
{
    constexpr qint64 kPiece = qint64{64} * 1024;
    if (m_at < 0) {
        if (Result<QByteArray> begun = begin(); !begun)
            return begun;
    }
    QByteArray piece;
    bool isUsedUp = m_packed.isEmpty();
    while (piece.isEmpty() && !m_hasAll) {
        if (isUsedUp) {
            const qint64 count = std::min(kPiece, m_packedLeft);
            m_packed = bytesAt(m_file, m_at, count);
            if (m_packed.size() != count || count == 0)
                return damaged();
            m_at += count;
            m_packedLeft -= count;
            m_inflater.give(m_packed);
        }
        if (m_entry.method == kStored) {
            piece = std::exchange(m_packed, {});
            m_hasAll = m_packedLeft == 0;
        } else {
            const Inflater::State state = m_inflater.take(piece, kPiece);
            if (state == Inflater::State::Damaged)
                return damaged();
            isUsedUp = state == Inflater::State::NeedsMore;
            if (isUsedUp)
                m_packed.clear();
            m_hasAll = state == Inflater::State::Ended;
        }
    }
    m_given += piece.size();
    m_checksum =
        quint32(crc32(m_checksum, reinterpret_cast<const Bytef *>(piece.constData()), uInt(piece.size())));
    const bool isWrong =
        m_given > m_entry.bytes
        || (m_hasAll && (m_given != m_entry.bytes || m_checksum != m_entry.checksum || m_packedLeft > 0));
    if (isWrong)
        return damaged();
    return piece;
}

} // namespace tabletalk
