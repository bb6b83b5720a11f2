// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfile.h"

#include "backuprun.h"
#include "database.h"
#include "historycopies.h"
#include "logging.h"
#include "privatefile.h"
#include "salvage.h"
#include "storageerror.h"
#include "wholecheck.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

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

//! What must be said about a file before it is trusted. A large file is looked at whole only when reading it,
//! or checkWholeFile(), met damage since: that takes seconds per gigabyte. Else only the table is that the
//! program cannot do without, since damage elsewhere costs single turns, not the list. Throws when it is
//! damaged.
void checkPages(SQLite::Database &database, const QString &folder)
{
    const char *check = "PRAGMA quick_check(conversation)";
    if (QFile::exists(suspicionPath(folder)))
        check = "PRAGMA integrity_check(1)"; // compares the indexes with the tables as well
    else if (QFileInfo(historyPath(folder)).size() <= kCheckedAtStart)
        check = "PRAGMA quick_check(1)";
    const std::string verdict = database.execAndGet(check).getString();
    if (verdict != "ok")
        throw SQLite::Exception(verdict, SQLITE_CORRUPT);
    QFile::remove(suspicionPath(folder));
}

//! Runs `work`, which reads what SQLite reads of a whole file of ours; where it calls that an error of the
//! statement, the file is no more what we wrote.
template <class Work>
auto onWholeFile(Work work)
{
    try {
        return work();
    } catch (const SQLite::Exception &exception) {
        if (exception.getErrorCode() == SQLITE_ERROR)
            throw SQLite::Exception(exception.what(), SQLITE_CORRUPT);
        throw;
    }
}

//! Whether it is ours after all, and only what its header says of that is damaged.
bool hasOurTables(SQLite::Database &database)
{
    return database
               .execAndGet("SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
                           " AND name IN ('conversation', 'turn', 'step', 'request')")
               .getInt()
           == 4;
}

//! Whether it ends within a page. SQLite reads what is missing as zeros, and its checks see no harm in these
//! where they fall into a text. With a log beside it the page may just not have been written yet.
bool isCutOff(SQLite::Database &database, const QString &path, bool hasLog)
{
    return !hasLog && QFileInfo(path).size() % database.execAndGet("PRAGMA page_size").getInt() != 0;
}

//! A file that turns out to be damaged is to stay as it was found.
void keepLogAtClosing(SQLite::Database &database, bool isOn)
{
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, int(isOn), nullptr);
}

//! Throws what SQLite throws.
Result<HistoryFile> openExisting(const QString &folder, std::span<const Migration> steps)
{
    HistoryFile file;
    file.path = historyPath(folder);
    const bool hasLog = QFileInfo(file.path + QStringLiteral("-wal")).size() > 0;
    std::unique_ptr<SQLite::Database> database =
        onWholeFile([&] { return openDatabase(file.path, Access::ReadWrite); });

    keepLogAtClosing(*database, true);
    switch (onWholeFile([&] { return fileVersion(*database, steps); })) {
    case FileVersion::Newer:
        file.notice = storageError(ErrorKind::StorageTooNew, file.path, {});
        return file;
    case FileVersion::Foreign:
        if (hasOurTables(*database))
            throw SQLite::Exception("the header is damaged", SQLITE_CORRUPT);
        file.isForeign = true;
        return file;
    case FileVersion::Older:
        // It stays: a migration that went wrong without failing can be undone.
        if (Result<Backup> kept = copyNow(*database, folder, copynames::kBeforeMigration); !kept)
            return kept.error();
        break;
    case FileVersion::Empty:
    case FileVersion::Current:
        break;
    }
    if (onWholeFile([&] { return isCutOff(*database, file.path, hasLog); }))
        throw SQLite::Exception("it ends within a page", SQLITE_CORRUPT);
    onWholeFile([&] { enableWriteAheadLog(*database); });
    migrate(*database, steps);
    onWholeFile([&] { checkPages(*database, folder); });
    file.writer = onWholeFile([&] { return std::make_unique<FileWriter>(std::move(database)); });
    file.writer->history().closeOpenTurns(cutByExit());
    file.highestId = file.writer->history().highestId();
    keepLogAtClosing(file.writer->connection().database(), false);
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

//! Where a history is made of what can be read of a damaged one, and where it lies once it is complete.
QString unfinishedPath(const QString &folder)
{
    return folder + QStringLiteral("/history-recovered.part");
}
QString recoveredPath(const QString &folder)
{
    return folder + QStringLiteral("/history-recovered.sqlite");
}

Result<Salvaged> recover(const QString &folder)
{
    const QString unfinished = unfinishedPath(folder);
    for (const char *suffix : {"-journal", ""})
        QFile::remove(unfinished + QLatin1String(suffix)); // of a start that was killed
    if (Result<Done> made = makePrivateFile(unfinished); !made)
        return made.error();
    const Result<Salvaged> salvaged = guarded(unfinished, [&] {
        const std::unique_ptr<SQLite::Database> database = openDatabase(unfinished, Access::ReadWrite);
        migrate(*database);
        return salvage(historyPath(folder), *database);
    });
    if (!salvaged)
        return salvaged;
    if (!QFile::rename(unfinished, recoveredPath(folder)))
        return storageError(ErrorKind::StorageFailed, unfinished, QStringLiteral("could not be renamed"));
    return salvaged;
}

//! Puts the recovered history in the place of the damaged one; the name that this has from now on.
Result<QString> exchange(const QString &folder)
{
    Result<QString> aside = setAside(folder);
    if (aside && QFile::exists(recoveredPath(folder))
        && !QFile::rename(recoveredPath(folder), historyPath(folder)))
        return storageError(ErrorKind::StorageFailed, recoveredPath(folder),
                            QStringLiteral("could not be renamed"));
    QFile::remove(suspicionPath(folder));
    return aside;
}

Error asideNotice(const QString &aside, const QString &detail, const QString &text)
{
    Error error = storageError(ErrorKind::StorageDamaged, aside, detail);
    error.userText = text.arg(QDir::toNativeSeparators(aside));
    error.nextSteps.clear();
    return error;
}

Error freshNotice(const QString &aside, const QString &detail)
{
    return asideNotice(aside, detail,
                       QCoreApplication::translate(
                           kContext,
                           "The history file was damaged or belongs to another program. It is kept as "
                           "%1; a fresh history was begun."));
}

Error recoveredNotice(const QString &aside, const QString &detail, const Salvaged &salvaged)
{
    if (salvaged.conversations == 0)
        return freshNotice(aside, detail);
    QString text = QCoreApplication::translate(
        kContext, "The history file was damaged, so a new one was made of what could be read. Conversations: "
                  "%2; messages: %3, not whole: %4. The damaged file is kept as %1.");
    const QLocale locale;
    text = text.arg(QStringLiteral("%1"), locale.toString(salvaged.conversations),
                    locale.toString(salvaged.turns), locale.toString(salvaged.brokenTurns));
    return asideNotice(aside, detail, text);
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

QString suspicionPath(const QString &folder)
{
    return folder + QStringLiteral("/history-suspect");
}

Result<HistoryFile> openHistoryFile(const QString &folder, std::span<const Migration> steps)
{
    if (Result<Done> made = makePrivateFolder(folder); !made)
        return made.error();
    if (QFile::exists(recoveredPath(folder))) { // the program was killed after it had recovered
        if (const Result<QString> aside = exchange(folder); !aside)
            return aside.error();
    }
    Result<HistoryFile> opened = tryToOpen(folder, steps);
    const bool isForeign = opened && opened->isForeign;
    if (!isForeign && (opened || opened.error().kind != ErrorKind::StorageDamaged))
        return opened;

    const QString detail =
        isForeign ? QStringLiteral("a database of another program") : opened.error().detail;
    qCWarning(lcHistory) << "the history file is set aside:" << detail;
    Salvaged salvaged;
    if (!isForeign) {
        const Result<Salvaged> recovered = recover(folder);
        if (!recovered)
            return recovered.error();
        salvaged = *recovered;
    }
    const Result<QString> aside = exchange(folder);
    if (!aside)
        return aside.error();
    Result<HistoryFile> fresh = tryToOpen(folder, steps);
    if (fresh)
        fresh.value().notice =
            isForeign ? freshNotice(*aside, detail) : recoveredNotice(*aside, detail, salvaged);
    return fresh;
}

} // namespace tabletalk
