// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attachmentfolder.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QtEndian>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

//! In front of compressed bytes. Told from bytes that begin so by what the file is named.
constexpr char kCompressed[] = "tabletalk-zlib\n";
constexpr qsizetype kCompressedSize = sizeof(kCompressed) - 1;
//! Text shrinks to a fifth in a moment; what does not by half is packed already.
constexpr qsizetype kLongestCompressed = qsizetype{256} * 1024 * 1024;

QByteArray packed(const QByteArray &bytes)
{
    constexpr qsizetype kProbe = qsizetype{64} * 1024;
    constexpr int kFast = 1;
    const QByteArray probe = bytes.first(std::min(bytes.size(), kProbe));
    if (bytes.size() > kLongestCompressed || qCompress(probe, kFast).size() * 2 > probe.size())
        return bytes;
    return kCompressed + qCompress(bytes, kFast);
}

//! Of a file that may hold anything: never more memory than what was kept had.
QByteArray unpacked(const QByteArray &kept)
{
    const QByteArray body = kept.sliced(kCompressedSize);
    constexpr qsizetype kLength = 4; // how many bytes there are, in front of them
    if (body.size() < kLength || qFromBigEndian<quint32>(body.constData()) > kLongestCompressed)
        return {};
    return qUncompress(body);
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

QByteArray attachmentHash(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QString AttachmentFolder::pathOf(const QByteArray &sha256) const
{
    return m_folder + u'/' + QString::fromLatin1(sha256);
}

Result<QByteArray> AttachmentFolder::keep(const QByteArray &bytes) const
{
    const QByteArray name = attachmentHash(bytes);
    const QString path = pathOf(name);
    if (read(name)) {
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
    const QByteArray kept = packed(bytes);
    if (file.write(kept) != kept.size() || !file.commit())
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

std::optional<QByteArray> AttachmentFolder::read(const QByteArray &sha256) const
{
    QFile file(pathOf(sha256));
    // It may be from a file that somebody made: never a path to somewhere else.
    if (!isName(sha256) || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QByteArray bytes = file.readAll();
    if (attachmentHash(bytes) == sha256)
        return bytes;
    if (bytes.startsWith(kCompressed) && attachmentHash(bytes = unpacked(bytes)) == sha256)
        return bytes;
    return std::nullopt;
}

Result<QByteArray> AttachmentFolder::bytes(const QByteArray &sha256) const
{
    if (std::optional<QByteArray> kept = read(sha256))
        return *std::move(kept);
    return Error{.kind = ErrorKind::AttachmentUnreadable,
                 .source = ErrorSource::Storage,
                 .userText = QCoreApplication::translate(
                                 "Attachments", "An attachment of this conversation is missing or damaged "
                                                "on disk (%1).")
                                 .arg(pathOf(sha256))};
}

} // namespace tabletalk
