// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "privatefile.h"

#include "storageerror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tabletalk {

namespace {

constexpr mode_t kOwnerOnlyFolder = S_IRWXU;
constexpr mode_t kOwnerOnlyFile = S_IRUSR | S_IWUSR;
constexpr mode_t kOthersRights = S_IRWXG | S_IRWXO;

Error errnoError(int number, const QString &path)
{
    return storageError(storageKindOfErrno(number), path, QString::fromLocal8Bit(std::strerror(number)));
}

} // namespace

Result<Done> makePrivateFolder(const QString &folder)
{
    QDir().mkpath(QFileInfo(folder).path()); // a failure shows in the next line
    const QByteArray name = QFile::encodeName(folder);
    if (::mkdir(name.constData(), kOwnerOnlyFolder) != 0 && errno != EEXIST)
        return errnoError(errno, folder);
    if (!QFileInfo(folder).isDir())
        return errnoError(ENOTDIR, folder);
    // SQLite creates its log beside the file, so the folder must be writable even if the file is.
    if (::faccessat(AT_FDCWD, name.constData(), R_OK | W_OK | X_OK, AT_EACCESS) != 0)
        return errnoError(errno, folder);
    return Done{};
}

Result<Done> makePrivateFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int created = ::open(name.constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, kOwnerOnlyFile);
    if (created >= 0) {
        ::close(created);
        return Done{};
    }
    if (errno != EEXIST)
        return errnoError(errno, path);

    struct stat found = {};
    if (::stat(name.constData(), &found) != 0)
        return errnoError(errno, path);
    if (!S_ISREG(found.st_mode))
        return errnoError(S_ISDIR(found.st_mode) ? EISDIR : EINVAL, path);
    if (::faccessat(AT_FDCWD, name.constData(), R_OK | W_OK, AT_EACCESS) != 0)
        return errnoError(errno, path);
    if ((found.st_mode & kOthersRights) != 0 && ::chmod(name.constData(), kOwnerOnlyFile) != 0)
        return errnoError(errno, path);
    return Done{};
}

QString freeName(const QString &folder, const QString &stem)
{
    QString name = QStringLiteral("%1/%2.sqlite").arg(folder, stem);
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = QStringLiteral("%1/%2-%3.sqlite").arg(folder, stem, QString::number(number));
    return name;
}

} // namespace tabletalk
