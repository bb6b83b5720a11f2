// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backuprun.h"

#include "database.h"
#include "historycopies.h"
#include "privatefile.h"
#include "storageerror.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <sqlite3.h>

namespace tabletalk {

Result<std::unique_ptr<BackupRun>> BackupRun::begin(SQLite::Database &source, const QString &folder,
                                                    const char *prefix)
{
    const QString backups = backupFolder(folder);
    if (Result<Done> made = makePrivateFolder(backups); !made)
        return made.error();
    // Never the last of the space: the history itself needs it more.
    constexpr qint64 kSpare = qint64{64} * 1024 * 1024;
    const qint64 needed = QFileInfo(QString::fromStdString(source.getFilename())).size() + kSpare;
    if (const QStorageInfo storage(backups); storage.isValid() && storage.bytesAvailable() < needed)
        return storageError(ErrorKind::StorageFull, backups, QStringLiteral("no room for a copy"));

    const QString path = freeName(backups, QLatin1String(prefix) + copyTime());
    const QString unfinished = path + QStringLiteral(".part");
    QFile::remove(unfinished); // of a run that was killed in this very second
    if (Result<Done> made = makePrivateFile(unfinished); !made)
        return made.error();
    return std::unique_ptr<BackupRun>(new BackupRun(source, path, unfinished));
}

BackupRun::BackupRun(SQLite::Database &source, const QString &path, const QString &unfinished)
    : m_path(path)
    , m_unfinished(unfinished)
    , m_target(openDatabase(unfinished, Access::ReadWrite))
{
    m_backup.emplace(*m_target, source);
}

BackupRun::~BackupRun()
{
    m_backup.reset();
    m_target.reset();
    QFile::remove(m_unfinished);
}

bool BackupRun::copySome()
{
    constexpr int kPages = 256; // of 4 KiB
    return m_backup->executeStep(kPages) != SQLITE_DONE;
}

Result<Backup> BackupRun::finish()
{
    m_backup.reset();
    // The copy says of itself that it has a log; without, it can be read from a folder that is read-only.
    m_target->exec("PRAGMA journal_mode = DELETE");
    m_target.reset();
    if (!QFile::rename(m_unfinished, m_path))
        return storageError(ErrorKind::StorageFailed, m_path, QStringLiteral("could not be renamed"));
    const QString name = QFileInfo(m_path).fileName();
    for (const Backup &copy : copiesIn(QFileInfo(QFileInfo(m_path).path()).path())) {
        if (copy.name == name)
            return copy;
    }
    return storageError(ErrorKind::StorageFailed, m_path, QStringLiteral("is gone"));
}

Result<Backup> copyNow(SQLite::Database &source, const QString &folder, const char *prefix)
{
    Result<std::unique_ptr<BackupRun>> run = BackupRun::begin(source, folder, prefix);
    if (!run)
        return run.error();
    while (run.value()->copySome()) { }
    return run.value()->finish();
}

} // namespace tabletalk
