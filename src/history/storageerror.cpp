// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storageerror.h"

#include <QCoreApplication>
#include <QDir>

#include <sqlite3.h>

#include <cerrno>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tabletalk::History", text);
}

QString sentence(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::StorageFull:
        return tr(QT_TRANSLATE_NOOP("tabletalk::History",
                                    "The disk that holds %1 is full, so the conversation was not saved. Free "
                                    "some space, then try again."));
    case ErrorKind::StorageReadOnly:
        return tr(QT_TRANSLATE_NOOP("tabletalk::History",
                                    "This program may not write to %1, so conversations are not saved. Allow "
                                    "writing there or start with another data folder, then try again."));
    case ErrorKind::StorageDamaged:
        return tr(QT_TRANSLATE_NOOP("tabletalk::History",
                                    "A part of the history file %1 is damaged; the rest of it stays usable. "
                                    "Close Tabletalk and start it again: what can be read is then put into a "
                                    "new file, and the damaged one is kept."));
    case ErrorKind::StorageTooNew:
        return tr(
            QT_TRANSLATE_NOOP("tabletalk::History",
                              "The history file %1 was written by a newer Tabletalk: nothing is saved into "
                              "it, and not all of it may be readable. Install the newer version to go on "
                              "with it."));
    case ErrorKind::StorageLocked:
        return tr(QT_TRANSLATE_NOOP("tabletalk::History",
                                    "Another program is using the history file %1. Close that program, then "
                                    "try again."));
    default:
        return tr(QT_TRANSLATE_NOOP(
            "tabletalk::History", "The history file %1 could not be read or written. Check the disk and the "
                                  "folder, then try again."));
    }
}

ErrorKind kindOf(const SQLite::Exception &exception)
{
    // SQLite calls a write that finds no room "full", but not the growing of its shared memory.
    if (exception.getExtendedErrorCode() == SQLITE_IOERR_SHMSIZE)
        return ErrorKind::StorageFull;
    constexpr int kPrimaryCodeMask = 0xff;
    switch (exception.getErrorCode() & kPrimaryCodeMask) {
    case SQLITE_FULL:
        return ErrorKind::StorageFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ErrorKind::StorageReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorKind::StorageDamaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorKind::StorageLocked;
    default:
        return ErrorKind::StorageFailed;
    }
}

} // namespace

Error storageError(ErrorKind kind, const QString &path, const QString &detail)
{
    Error error;
    error.kind = kind;
    error.source = ErrorSource::Storage;
    error.userText = sentence(kind).arg(QDir::toNativeSeparators(path));
    error.detail = detail;
    if (kind != ErrorKind::StorageTooNew && kind != ErrorKind::StorageDamaged)
        error.nextSteps = {NextStep::Retry};
    return error;
}

ErrorKind storageKindOfErrno(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return ErrorKind::StorageFull;
    case EACCES:
    case EPERM:
    case EROFS:
        return ErrorKind::StorageReadOnly;
    default:
        return ErrorKind::StorageFailed;
    }
}

Error storageError(const SQLite::Exception &exception, const QString &path)
{
    Error error = storageError(kindOf(exception), path,
                               QStringLiteral("SQLite %1 (%2): %3")
                                   .arg(QString::number(exception.getErrorCode()),
                                        QString::number(exception.getExtendedErrorCode()),
                                        QString::fromUtf8(exception.what())));
    switch (exception.getErrorCode()) {
    case SQLITE_CONSTRAINT: // what was to be written does not fit, and will not another time
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_TOOBIG:
        error.nextSteps.clear();
        break;
    default:
        break;
    }
    return error;
}

} // namespace tabletalk
