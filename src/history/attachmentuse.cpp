// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attachmentuse.h"

#include "database.h"
#include "historycopies.h"
#include "historyfile.h"
#include "storageerror.h"
#include "turn.h"

#include <SQLiteCpp/Statement.h>

namespace tabletalk {

namespace {

// The literal lets SQLite use the partial index.
static_assert(std::is_same_v<std::variant_alternative_t<7, StepContent>, AttachmentStep>);
constexpr const char *kNamedByTurns =
    "SELECT json_extract(details, '$.sha256') FROM step WHERE kind = 7 AND json_valid(details)";
constexpr const char *kNamedByDrafts =
    "SELECT json_extract(details, '$.sha256') FROM draft_attachment WHERE json_valid(details)";

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

} // namespace tabletalk
