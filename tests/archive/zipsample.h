// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QtEndian>

#include <zlib.h>

namespace tabletalk::sample {

struct ZipFile {
    QByteArray name;
    QByteArray bytes;
    bool isDeflated = true;
};

inline QByteArray deflated(const QByteArray &bytes)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(bytes.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

template <class Number>
void put(QByteArray &bytes, Number number)
{
    number = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&number), sizeof number);
}

//! An archive as other programs write it.
inline QByteArray zip(const QList<ZipFile> &files, const QByteArray &comment = {})
{
    QByteArray archive;
    QByteArray directory;
    for (const ZipFile &file : files) {
        const QByteArray packed = file.isDeflated ? deflated(file.bytes) : file.bytes;
        QByteArray common; // of the two headers
        put<quint16>(common, 20);
        put<quint16>(common, 0x800);
        put<quint16>(common, file.isDeflated ? 8 : 0);
        put<quint32>(common, 0);
        put<quint32>(common, quint32(crc32(0, reinterpret_cast<const Bytef *>(file.bytes.constData()),
                                           uInt(file.bytes.size()))));
        put<quint32>(common, quint32(packed.size()));
        put<quint32>(common, quint32(file.bytes.size()));
        put<quint16>(common, quint16(file.name.size()));
        put<quint16>(common, 0);
        directory += "PK\1\2";
        put<quint16>(directory, 20);
        directory += common;
        directory += QByteArray(10, '\0');
        put<quint32>(directory, quint32(archive.size()));
        directory += file.name;
        archive += "PK\3\4" + common + file.name + packed;
    }
    const auto start = quint32(archive.size());
    archive += directory + QByteArray("PK\5\6\0\0\0\0", 8);
    put<quint16>(archive, quint16(files.size()));
    put<quint16>(archive, quint16(files.size()));
    put<quint32>(archive, quint32(directory.size()));
    put<quint32>(archive, start);
    put<quint16>(archive, quint16(comment.size()));
    return archive + comment;
}

} // namespace tabletalk::sample
