// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "inflater.h"
#include "result.h"

#include <QByteArray>
#include <QList>
#include <QString>

class QIODevice;

namespace tabletalk {

//! What a hostile archive could cost at most.
struct ZipLimits {
    int entries = 200'000;
    qint64 entryBytes = 1024LL * 1024 * 1024; //!< of one file, unpacked
    qint64 ratio = 200; //!< unpacked to packed; text shrinks to a tenth, zeros to a thousandth
};

//! A file in an archive, as the archive's directory names it. Nothing is ever written under that name.
struct ZipEntry {
    QString name; //!< with the folders in the archive
    qint64 packedBytes = 0;
    qint64 bytes = 0;
    qint64 headerAt = 0; //!< where in the archive
    quint32 checksum = 0; //!< CRC-32
    quint16 method = 0; //!< 0 stored, 8 deflated
    bool isEncrypted = false;
};

bool isZip(QIODevice &file);

//! The files in a zip archive; folders are not listed. One file of up to 4 GB, not split, as every program
//! writes it. `file` is open and can seek. Errors: BadRequest.
Result<QList<ZipEntry>> readZipDirectory(QIODevice &file, const ZipLimits &limits = {});

//! The bytes of a file in the archive, checked against its checksum. Errors: BadRequest.
Result<QByteArray> readZipEntry(QIODevice &file, const ZipEntry &entry, const ZipLimits &limits = {});

//! The same a piece at a time, so that no more than that is held.
class ZipEntryReader {
public:
    //! `file` outlives it; others may seek in it between two pieces.
    ZipEntryReader(QIODevice &file, const ZipEntry &entry, const ZipLimits &limits = {});

    //! Empty at the end, which is reached only where size and checksum are right. Errors: BadRequest.
    Result<QByteArray> next();

private:
    Result<QByteArray> begin();

    QIODevice &m_file;
    ZipEntry m_entry;
    ZipLimits m_limits;
    Inflater m_inflater;
    QByteArray m_packed; //!< at hand
    qint64 m_at = -1; //!< where the bytes lie that are still packed; -1 before the first piece
    qint64 m_packedLeft = 0;
    qint64 m_given = 0;
    quint32 m_checksum = 0;
    bool m_hasAll = false;
};

} // namespace tabletalk
