// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfile.h"

#include "backuprun.h"
#include "database.h"
#include "historycopies.h"
#include "logging.h"
#include "privatefile.h"
#include "storageerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <sqlite3.h>

namespace tabletalk {

namespace {

constexpr const char *kContext = "tabletalk::History";

Error cutByExit()
{
    Error error;
    error.kind = ErrorKind::CutShort;
    error.source = ErrorSource::Program;
    error.userText = QCoreApplication::translate(
        kContext, "Tabletalk ended while this answer was arriving; what had arrived by then is kept.");
    error.nextSteps = {NextStep::Continue, NextStep::Retry};
    return error;
}

//! Only the table that the program cannot do without: the whole file would take seconds per gigabyte, and
//! damage elsewhere costs single turns, not the list. Throws when it is damaged.
void checkConversations(SQLite::Database &database)
{
    const std::string verdict = database.execAndGet("PRAGMA quick_check(conversation)").getString();
    if (verdict != "ok")
        throw SQLite::Exception(verdict, SQLITE_CORRUPT);
}

//! Throws what SQLite throws.
Result<HistoryFile> openExisting(const QString &folder, std::span<const Migration> steps)
{
    HistoryFile file;
    file.path = historyPath(folder);
    std::unique_ptr<SQLite::Database> database = openDatabase(file.path, Access::ReadWrite);

    switch (fileVersion(*database, steps)) {
    case FileVersion::Newer:
        file.notice = storageError(ErrorKind::StorageTooNew, file.path, {});
        return file;
    case FileVersion::Foreign:
        throw SQLite::Exception("a database of another program", SQLITE_NOTADB);
    case FileVersion::Older:
        // It stays: a migration that went wrong without failing can be undone.
        if (Result<Backup> kept = copyNow(*database, folder, copynames::kBeforeMigration); !kept)
            return kept.error();
        break;
    case FileVersion::Empty:
    case FileVersion::Current:
        break;
    }
    enableWriteAheadLog(*database);
    migrate(*database, steps);
    checkConversations(*database);
    file.writer = std::make_unique<FileWriter>(std::move(database));
    file.writer->history().closeOpenTurns(cutByExit());
    file.highestId = file.writer->history().highestId();
    return file;
}

//! Renames the file and what SQLite keeps beside it, so that the log can still be read together with it.
Result<QString> setAside(const QString &folder)
{
    const QString path = historyPath(folder);
    const QString aside = freeName(folder, QLatin1String(copynames::kDamaged) + copyTime());
    for (const char *suffix : {"-journal", "-wal", "-shm", ""}) {
        const QString from = path + QLatin1String(suffix);
        if (QFile::exists(from) && !QFile::rename(from, aside + QLatin1String(suffix)))
            return storageError(ErrorKind::StorageFailed, path, QStringLiteral("could not be renamed"));
    }
    return aside;
}

Error damagedNotice(const QString &aside, const QString &detail)
{
    Error error = storageError(ErrorKind::StorageDamaged, aside, detail);
    error.userText =
        QCoreApplication::translate(
            kContext, "The history file was damaged or belongs to another program. It is kept as %1; "
                      "a fresh history was begun.")
            .arg(QDir::toNativeSeparators(aside));
    error.nextSteps.clear();
    return error;
}

Result<HistoryFile> tryToOpen(const QString &folder, std::span<const Migration> steps)
{
    if (Result<Done> made = makePrivateFile(historyPath(folder)); !made)
        return made.error();
    return guarded(historyPath(folder), [&] { return openExisting(folder, steps); });
}

} // namespace

QString historyPath(const QString &folder)
{
    return folder + QStringLiteral("/history.sqlite");
}

Result<HistoryFile> openHistoryFile(const QString &folder, std::span<const Migration> steps)
{
    if (Result<Done> made = makePrivateFolder(folder); !made)
        return made.error();
    Result<HistoryFile> opened = tryToOpen(folder, steps);
    if (opened || opened.error().kind != ErrorKind::StorageDamaged)
        return opened;

    const QString detail = opened.error().detail;
    qCWarning(lcHistory) << "the history file is set aside:" << detail;
    const Result<QString> aside = setAside(folder);
    if (!aside)
        return aside.error();
    Result<HistoryFile> fresh = tryToOpen(folder, steps);
    if (fresh)
        fresh.value().notice = damagedNotice(*aside, detail);
    return fresh;
}

} // namespace tabletalk
