// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historycopies.h"

#include "database.h"
#include "logging.h"
#include "query.h"
#include "storageerror.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace tabletalk {

namespace {

constexpr qint64 kDayMs = 86'400'000;

struct Naming {
    const char *prefix;
    Backup::Kind kind;
};

constexpr std::array kNamings{
    Naming{copynames::kDaily, Backup::Kind::Daily},
    Naming{copynames::kBeforeMigration, Backup::Kind::BeforeMigration},
    Naming{copynames::kBeforeRestore, Backup::Kind::BeforeRestore},
    Naming{copynames::kDamaged, Backup::Kind::Damaged},
};

QString folderOf(const QString &folder, Backup::Kind kind)
{
    return kind == Backup::Kind::Damaged ? folder : backupFolder(folder);
}

bool holdsOneOf(const QString &path, const QList<ConversationId> &ids)
{
    try {
        const std::unique_ptr<SQLite::Database> copy = openDatabase(path, Access::ReadOnly);
        SQLite::Statement find(*copy, "SELECT 1 FROM conversation WHERE id = ?");
        return std::any_of(ids.begin(), ids.end(), [&](ConversationId id) { return Query(find, id).next(); });
    } catch (const SQLite::Exception &exception) {
        qCWarning(lcHistory) << "a copy of the history cannot be read:" << exception.what();
        return true;
    }
}

} // namespace

QString copyTime()
{
    return QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
}

QString backupFolder(const QString &folder)
{
    return folder + QStringLiteral("/backups");
}

QList<Backup> copiesIn(const QString &folder)
{
    QList<Backup> copies;
    for (const Naming &naming : kNamings) {
        const QString pattern = QLatin1String(naming.prefix) + QStringLiteral("*.sqlite");
        const QFileInfoList files =
            QDir(folderOf(folder, naming.kind)).entryInfoList({pattern}, QDir::Files | QDir::Hidden);
        for (const QFileInfo &file : files) {
            copies.append(
                {file.fileName(), naming.kind, file.lastModified().toMSecsSinceEpoch(), file.size()});
        }
    }
    std::sort(copies.begin(), copies.end(), [](const Backup &a, const Backup &b) {
        return std::tie(a.madeMs, a.name) > std::tie(b.madeMs, b.name);
    });
    return copies;
}

QString copyPath(const QString &folder, const QString &name)
{
    for (const Backup &copy : copiesIn(folder)) {
        if (copy.name == name)
            return folderOf(folder, copy.kind) + u'/' + name;
    }
    return {};
}

bool isDailyCopyDue(const QList<Backup> &copies, qint64 nowMs)
{
    return std::none_of(copies.begin(), copies.end(), [nowMs](const Backup &copy) {
        return copy.kind == Backup::Kind::Daily && copy.madeMs <= nowMs && copy.madeMs > nowMs - kDayMs;
    });
}

QStringList superfluousCopies(const QList<Backup> &copies)
{
    constexpr int kDays = 5;
    constexpr int kWeeks = 4;
    constexpr qint64 kWeekMs = qint64{7} * kDayMs;
    QStringList names;
    int kept = 0;
    qint64 lastKeptMs = 0;
    for (const Backup &copy : copies) { // newest first
        if (copy.kind != Backup::Kind::Daily)
            continue;
        if (kept < kDays || (kept < kDays + kWeeks && lastKeptMs - copy.madeMs >= kWeekMs)) {
            ++kept;
            lastKeptMs = copy.madeMs;
        } else {
            names.append(copy.name);
        }
    }
    return names;
}

Result<Done> removeCopies(const QString &folder, const QStringList &names)
{
    Result<Done> result = Done{};
    for (const QString &name : names) {
        const QString path = copyPath(folder, name);
        for (const char *suffix : {"-wal", "-shm", "-journal"}) {
            if (!path.isEmpty())
                QFile::remove(path + QLatin1String(suffix));
        }
        if (path.isEmpty() || !QFile::remove(path))
            result = storageError(ErrorKind::StorageFailed, name, QStringLiteral("could not be removed"));
    }
    return result;
}

DataSizes sizesOf(const QString &folder)
{
    DataSizes sizes;
    sizes.folder = folder;
    for (const QFileInfo &file : QDir(folder).entryInfoList({QStringLiteral("history.sqlite*")}, QDir::Files))
        sizes.history += file.size();
    for (const Backup &copy : copiesIn(folder))
        sizes.backups += copy.bytes;
    QDirIterator attachments(folder + QStringLiteral("/attachments"), QDir::Files | QDir::Hidden,
                             QDirIterator::Subdirectories);
    while (attachments.hasNext()) {
        attachments.next();
        sizes.attachments += attachments.fileInfo().size();
    }
    return sizes;
}

QStringList copiesHolding(const QString &folder, const QList<ConversationId> &ids)
{
    QStringList names;
    for (const Backup &copy : copiesIn(folder)) {
        if (holdsOneOf(folderOf(folder, copy.kind) + u'/' + copy.name, ids))
            names.append(copy.name);
    }
    return names;
}

} // namespace tabletalk
