// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historycopies.h"

#include "database.h"
#include "logging.h"
#include "query.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace tabletalk {

namespace {

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
