// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attachmentuse.h"

#include "database.h"
#include "historycopies.h"
#include "historyfile.h"
#include "logging.h"
#include "query.h"
#include "storageerror.h"
#include "turn.h"

#include <SQLiteCpp/Statement.h>

#include <QDir>

namespace tabletalk {

namespace {

// The literal lets SQLite use the partial index.
static_assert(std::is_same_v<std::variant_alternative_t<7, StepContent>, AttachmentStep>);
constexpr const char *kNamedByTurns =
    "SELECT json_extract(details, '$.sha256') FROM step WHERE kind = 7 AND json_valid(details)";
constexpr const char *kNamedByDrafts =
    "SELECT json_extract(details, '$.sha256') FROM draft_attachment WHERE json_valid(details)";

constexpr const char *kNamedByTurnsOf =
    "SELECT json_extract(step.details, '$.sha256') FROM turn JOIN step ON step.turn = turn.id"
    " WHERE turn.conversation = ? AND step.kind = 7 AND json_valid(step.details)";
constexpr const char *kNamedByDraftOf = "SELECT json_extract(details, '$.sha256') FROM draft_attachment"
                                        " WHERE conversation = ? AND json_valid(details)";

void addAll(QSet<QByteArray> &names, SQLite::Database &database, const char *sql)
{
    SQLite::Statement statement(database, sql);
    while (statement.executeStep())
        names.insert(QByteArray::fromStdString(statement.getColumn(0).getString()));
}

void addFrom(QSet<QByteArray> &names, const QString &path)
{
    const std::unique_ptr<SQLite::Database> database = openDatabase(path, Access::ReadOnly);
    addAll(names, *database, kNamedByTurns);
    if (database->tableExists("draft_attachment"))
        addAll(names, *database, kNamedByDrafts);
}

} // namespace

Result<QSet<QByteArray>> attachmentsNamedIn(const QString &folder)
{
    QSet<QByteArray> names;
    QStringList paths{historyPath(folder)};
    for (const Backup &copy : copiesIn(folder))
        paths.append(copyPath(folder, copy.name));
    for (const QString &path : paths) {
        const Result<Done> read = guarded(path, [&] {
            addFrom(names, path);
            return Done{};
        });
        if (!read)
            return read.error();
    }
    return names;
}

QSet<QByteArray> attachmentsNamedBy(SQLite::Database &database, const QList<ConversationId> &ids)
{
    QSet<QByteArray> names;
    for (const char *sql : {kNamedByTurnsOf, kNamedByDraftOf}) {
        SQLite::Statement statement(database, sql);
        for (const ConversationId id : ids) {
            Query query(statement, id);
            while (query.next()) {
                std::optional<QString> name;
                query.read(name);
                names.insert(name.value_or(QString()).toLatin1());
            }
        }
    }
    return names;
}

QSet<QByteArray> attachmentsNamedInCopies(const QString &folder, const QStringList &copies)
{
    QSet<QByteArray> names;
    for (const QString &copy : copies) {
        const QString path = copyPath(folder, copy);
        const Result<Done> read = guarded(path, [&] {
            addFrom(names, path);
            return Done{};
        });
        if (!read)
            qCWarning(lcHistory) << "a copy of the history cannot be read:" << read.error().detail;
    }
    return names;
}

void removeUnnamed(const QString &folder, const QSet<QByteArray> &candidates)
{
    if (candidates.isEmpty())
        return;
    const Result<QSet<QByteArray>> named = attachmentsNamedIn(folder);
    if (!named) {
        qCWarning(lcHistory) << "attachments were not removed:" << named.error().detail;
        return;
    }
    // Of the names that are in the folder, such that none leads out of it.
    QDir attachments(folder + QStringLiteral("/attachments"));
    for (const QString &file : attachments.entryList(QDir::Files | QDir::Hidden | QDir::NoSymLinks)) {
        const QByteArray name = file.toLatin1();
        if (candidates.contains(name) && !named->contains(name) && !attachments.remove(file))
            qCWarning(lcHistory) << "an attachment was not removed";
    }
}

} // namespace tabletalk
