// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attachmentfolder.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace tabletalk {

namespace {

constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

Error storageError(ErrorKind kind, const QString &folder, const QString &reason)
{
    return {.kind = kind,
            .source = ErrorSource::Storage,
            .userText = QCoreApplication::translate(
                            "Attachments", "The attachment cannot be kept in %1, so it was not added: %2.")
                            .arg(folder, reason)};
}

} // namespace

QString AttachmentFolder::pathOf(const QByteArray &sha256) const
{
    return m_folder + u'/' + QString::fromLatin1(sha256);
}

Result<QByteArray> AttachmentFolder::keep(const QByteArray &bytes) const
{
    const QByteArray name = hashOf(bytes);
    const QString path = pathOf(name);
    if (const Result<QByteArray> known = this->bytes(name))
        return name;
    if (!QDir().exists(m_folder)) {
        if (!QDir().mkpath(m_folder))
            return storageError(ErrorKind::StorageReadOnly, m_folder,
                                QCoreApplication::translate("Attachments", "the folder cannot be made"));
        QFile::setPermissions(m_folder, kOwnerOnly | QFile::ExeOwner);
    }
    // Whole or not at all, and on the disk before it has its name.
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return storageError(ErrorKind::StorageReadOnly, m_folder, file.errorString());
    file.setPermissions(kOwnerOnly);
    if (file.write(bytes) != bytes.size() || !file.commit())
        return storageError(ErrorKind::StorageFailed, m_folder, file.errorString());
    return name;
}

Result<QByteArray> AttachmentFolder::bytes(const QByteArray &sha256) const
{
    QFile file(pathOf(sha256));
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray bytes = file.readAll();
        if (hashOf(bytes) == sha256)
            return bytes;
    }
    return Error{.kind = ErrorKind::AttachmentUnreadable,
                 .source = ErrorSource::Storage,
                 .userText = QCoreApplication::translate(
                                 "Attachments", "An attachment of this conversation is missing or damaged on "
                                                "disk (%1), so nothing was sent.")
                                 .arg(file.fileName())};
}

} // namespace tabletalk
