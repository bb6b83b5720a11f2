// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace tabletalk {

//! What names the bytes of an attachment: their SHA-256 as hexadecimal digits.
QByteArray attachmentHash(const QByteArray &bytes);

//! The bytes of attachments: one file each in a folder, named by their SHA-256, so that what is attached
//! twice is kept once; compressed where that makes them much smaller. Folder 0700, files 0600. A value; any
//! thread, several at a time.
class AttachmentFolder {
public:
    //! Touches nothing; the folder is made with the first file.
    explicit AttachmentFolder(const QString &folder)
        : m_folder(folder)
    {
    }

    //! The bytes' SHA-256. They are on the disk when it returns.
    //! Errors: StorageReadOnly, StorageFailed.
    Result<QByteArray> keep(const QByteArray &bytes) const;
    //! Errors: AttachmentUnreadable when they are gone, or are not what was kept.
    Result<QByteArray> bytes(const QByteArray &sha256) const;

    //! What was last kept before then, and what a killed process left behind: names of files.
    QStringList keptBefore(const QDateTime &then) const;
    //! Removes those of `names` that were not kept anew meanwhile; how many.
    int remove(const QStringList &names, const QDateTime &then) const;

private:
    QString pathOf(const QByteArray &sha256) const;
    std::optional<QByteArray> read(const QByteArray &sha256) const;

    QString m_folder;
};

} // namespace tabletalk
