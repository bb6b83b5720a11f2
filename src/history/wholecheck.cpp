// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wholecheck.h"

#include "database.h"
#include "historyfile.h"
#include "privatefile.h"
#include "storageerror.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace tabletalk {

namespace {

//! A file whose time of change is that of the last check.
QString stampPath(const QString &folder)
{
    return folder + QStringLiteral("/history-checked");
}

void goLast()
{
#ifdef Q_OS_LINUX
    constexpr int kLast = 19;
    setpriority(PRIO_PROCESS, 0, kLast); // of this thread alone
#endif
}

std::string verdictOn(const QString &path, const std::function<bool()> &isOver)
{
    const std::unique_ptr<SQLite::Database> database = openDatabase(path, Access::ReadOnly);
    constexpr int kStepsBetween = 2000;
    const auto ask = [](void *over) { return (*static_cast<const std::function<bool()> *>(over))() ? 1 : 0; };
    sqlite3_progress_handler(database->getHandle(), kStepsBetween, ask,
                             const_cast<std::function<bool()> *>(&isOver)); // NOLINT: only handed through
    return database->execAndGet("PRAGMA quick_check(1)").getString();
}

} // namespace

bool isWholeCheckDue(const QString &folder)
{
    constexpr qint64 kDays = 7;
    const QFileInfo stamp(stampPath(folder));
    const QDateTime now = QDateTime::currentDateTime();
    const bool isRecent =
        stamp.exists() && stamp.lastModified() <= now && stamp.lastModified().daysTo(now) < kDays;
    return !isRecent && QFileInfo(historyPath(folder)).size() > kCheckedAtStart;
}

Result<Done> checkWholeFile(const QString &folder, const std::function<bool()> &isOver)
{
    goLast();
    const QString path = historyPath(folder);
    return guarded(path, [&]() -> Result<Done> {
        try {
            if (const std::string verdict = verdictOn(path, isOver); verdict != "ok")
                return storageError(ErrorKind::StorageDamaged, path, QString::fromStdString(verdict));
        } catch (const SQLite::Exception &exception) {
            if (exception.getErrorCode() == SQLITE_INTERRUPT)
                return Done{};
            throw;
        }
        QFile::remove(stampPath(folder)); // made anew, it has today's time
        return makePrivateFile(stampPath(folder));
    });
}

} // namespace tabletalk
