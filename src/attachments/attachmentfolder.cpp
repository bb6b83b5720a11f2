// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attachmentfolder.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

bool isName(const QByteArray &sha256)
{
    constexpr qsizetype kDigits = 64;
    return sha256.size() == kDigits && std::all_of(sha256.begin(), sha256.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
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
    if (const Result<QByteArray> known = this->bytes(name)) {
        // As good as new: what nothing names yet is told from what nothing needs any more by its age.
        if (QFile file(path); file.open(QIODevice::ReadWrite))
            file.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
        return name;
    }
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

QStringList AttachmentFolder::keptBefore(const QDateTime &then) const
{
    QStringList names;
    for (const QFileInfo &file :
         QDir(m_folder).entryInfoList(QDir::Files | QDir::Hidden | QDir::NoSymLinks)) {
        // A file in the making has a few letters behind its name.
        if (isName(file.fileName().section(u'.', 0, 0).toLatin1()) && file.lastModified() < then)
            names.append(file.fileName());
    }
    return names;
}

int AttachmentFolder::remove(const QStringList &names, const QDateTime &then) const
{
    int removed = 0;
    for (const QString &name : names) {
        const QString path = m_folder + u'/' + name;
        if (QFileInfo(path).lastModified() < then && QFile::remove(path))
            ++removed;
    }
    return removed;
}

Result<QByteArray> AttachmentFolder::bytes(const QByteArray &sha256) const
{
    QFile file(pathOf(sha256));
    // It may be from a file that somebody made: never a path to somewhere else.
    if (isName(sha256) && file.open(QIODevice::ReadOnly)) {
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
