// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "damagedfile.h"

#include <QtEndian>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr int kOurPageSize = 4096;

bool isPageSize(qint64 size)
{
    return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

quint32 numberAt(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

//! The checksum of SQLite's log, which goes on from one frame to the next.
class LogChecksum {
public:
    explicit LogChecksum(bool isBigEndian)
        : m_isBigEndian(isBigEndian)
    {
    }

    void add(const char *bytes, qsizetype size)
    {
        for (qsizetype i = 0; i + 8 <= size; i += 8) {
            m_first += word(bytes + i) + m_second;
            m_second += word(bytes + i + 4) + m_first;
        }
    }
    bool is(quint32 first, quint32 second) const { return m_first == first && m_second == second; }

private:
    quint32 word(const char *bytes) const
    {
        return m_isBigEndian ? qFromBigEndian<quint32>(bytes) : qFromLittleEndian<quint32>(bytes);
    }

    const bool m_isBigEndian;
    quint32 m_first = 0;
    quint32 m_second = 0;
};

} // namespace

DamagedFile::DamagedFile(const QString &path)
    : m_file(path)
    , m_log(path + QStringLiteral("-wal"))
    , m_pageSize(kOurPageSize)
{
    if (!m_file.open(QIODevice::ReadOnly))
        return;
    constexpr qsizetype kHeader = 100;
    const QByteArray header = m_file.read(kHeader);
    if (header.startsWith(QByteArrayLiteral("SQLite format 3\0")) && header.size() == kHeader) {
        const quint16 size = qFromBigEndian<quint16>(header.constData() + 16);
        if (isPageSize(size == 1 ? 65536 : size))
            m_pageSize = size == 1 ? 65536 : size;
    }
    m_pageCount = (m_file.size() + m_pageSize - 1) / m_pageSize;
    readLog();
}

void DamagedFile::readLog()
{
    constexpr qsizetype kHeader = 32;
    constexpr qsizetype kFrameHeader = 24;
    constexpr quint32 kMagic = 0x377f0682; // one more where the checksums are big-endian
    if (!m_log.open(QIODevice::ReadOnly))
        return;
    const QByteArray header = m_log.read(kHeader);
    if (header.size() < kHeader || (numberAt(header, 0) | 1U) != (kMagic | 1U)
        || numberAt(header, 8) != quint32(m_pageSize))
        return;
    LogChecksum checksum((numberAt(header, 0) & 1U) != 0);
    checksum.add(header.constData(), kFrameHeader);
    if (!checksum.is(numberAt(header, 24), numberAt(header, 28)))
        return;

    // A transaction counts from its last frame on, which gives the number of pages; frames of another salt
    // are of an earlier round.
    QHash<qint64, qint64> uncommitted;
    for (qint64 offset = kHeader;; offset += kFrameHeader + m_pageSize) {
        const QByteArray frame = m_log.read(kFrameHeader);
        const QByteArray page = m_log.read(m_pageSize);
        if (page.size() < m_pageSize || frame.mid(8, 8) != header.mid(16, 8))
            return;
        checksum.add(frame.constData(), 8);
        checksum.add(page.constData(), page.size());
        if (!checksum.is(numberAt(frame, 16), numberAt(frame, 20)))
            return;
        uncommitted.insert(numberAt(frame, 0), offset + kFrameHeader);
        if (const quint32 pages = numberAt(frame, 4); pages > 0) {
            m_pageCount = std::max<qint64>(m_pageCount, pages);
            m_inLog.insert(uncommitted);
            uncommitted.clear();
        }
    }
}

QByteArray DamagedFile::page(qint64 number)
{
    const auto logged = m_inLog.constFind(number);
    QFile &file = logged == m_inLog.cend() ? m_file : m_log;
    const qint64 offset = logged == m_inLog.cend() ? (number - 1) * m_pageSize : *logged;
    QByteArray bytes = file.seek(offset) ? file.read(m_pageSize) : QByteArray();
    bytes.append(m_pageSize - bytes.size(), '\0');
    return bytes;
}

} // namespace tabletalk
