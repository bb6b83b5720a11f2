// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "salvage.h"

#include "query.h"
#include "salvagetable.h"
#include "turn.h"

#include <SQLiteCpp/Transaction.h>

#include <QCoreApplication>

#include <deque>

namespace tabletalk {

namespace {

constexpr const char *kContext = "tabletalk::History";

// Roles, kinds and progress by their numbers.
static_assert(int(TurnRole::User) == 0 && int(TurnRole::Answer) == 1 && int(Progress::Cut) == 3);

constexpr const char *kTables = R"sql(
CREATE TEMP TABLE entry (id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, turn INTEGER) STRICT;
CREATE TEMP TABLE broken (turn INTEGER PRIMARY KEY) STRICT;
CREATE TEMP TABLE lost (id INTEGER PRIMARY KEY, conversation INTEGER, role INTEGER NOT NULL) STRICT;
CREATE TEMP TABLE line (id INTEGER PRIMARY KEY, before INTEGER) STRICT;
)sql";

// A turn that is gone is known from what hangs on it: the turns below it, and its steps. The index's entries
// say which conversation it was of.
constexpr const char *kFindLost = R"sql(
CREATE INDEX temp.entry_by_turn ON entry (turn);
INSERT OR IGNORE INTO lost SELECT parent, conversation, role <> 1 FROM turn
    WHERE parent IS NOT NULL AND parent NOT IN (SELECT id FROM turn);
INSERT OR IGNORE INTO lost SELECT step.turn, max(entry.conversation),
           max(step.kind NOT IN (1, 7)) OR EXISTS (SELECT 1 FROM request WHERE request.turn = step.turn)
    FROM step LEFT JOIN entry ON entry.turn = step.turn
    WHERE step.turn NOT IN (SELECT id FROM turn) GROUP BY step.turn;
)sql";

constexpr const char *kStray =
    "UPDATE lost SET conversation = (SELECT 1 + max("
    "    coalesce((SELECT max(id) FROM conversation), 0),"
    "    coalesce((SELECT max(conversation) FROM turn), 0),"
    "    coalesce((SELECT max(conversation) FROM lost), 0))) WHERE conversation IS NULL";

// Ids begin with the time they were made at; see idsource.h.
constexpr const char *kInsertLost = R"sql(
INSERT INTO turn (id, conversation, parent, role, progress, created_ms, model, finish_reason, character_count,
                  line_count)
    SELECT id, conversation, NULL, role, 3, (id >> 21) + 1704067200000, '', '', 0, 0 FROM lost;
INSERT INTO broken SELECT id FROM lost WHERE true ON CONFLICT DO NOTHING;
)sql";

// Where it hung is lost as well: below the one that was said before it.
constexpr const char *kHangLost = R"sql(
INSERT INTO line SELECT id, lag(id) OVER (PARTITION BY conversation ORDER BY id) FROM turn;
UPDATE turn SET parent = (SELECT before FROM line WHERE line.id = turn.id) WHERE id IN (SELECT id FROM lost);
)sql";

constexpr const char *kInsertConversations = R"sql(
INSERT INTO conversation (id, title, model, instructions, draft, created_ms, changed_ms)
    SELECT conversation, ?, '', '', '', min(created_ms), max(created_ms) FROM turn
    WHERE conversation NOT IN (SELECT id FROM conversation) GROUP BY conversation
)sql";

constexpr const char *kMend = R"sql(
UPDATE conversation SET folder = NULL WHERE folder NOT IN (SELECT id FROM folder);
DELETE FROM draft_attachment WHERE conversation NOT IN (SELECT id FROM conversation);
INSERT INTO broken SELECT id FROM turn
    WHERE character_count > 0 AND NOT EXISTS (SELECT 1 FROM step WHERE step.turn = turn.id)
    ON CONFLICT DO NOTHING;
UPDATE turn SET progress = 3, character_count = coalesce((SELECT sum(length(text)) FROM step
                                                          WHERE step.turn = turn.id AND kind = 1), 0)
    WHERE id IN (SELECT turn FROM broken);
)sql";

constexpr const char *kSayLost =
    "INSERT INTO step (turn, position, kind, progress, text) SELECT turn, 0, 1, 3, ? FROM broken"
    " WHERE NOT EXISTS (SELECT 1 FROM step WHERE step.turn = broken.turn)";

QString tr(const char *text)
{
    return QCoreApplication::translate(kContext, text);
}

void run(SQLite::Database &database, const char *sql, const QString &text)
{
    SQLite::Statement statement(database, sql);
    Query(statement, text).run();
}

void mend(SQLite::Database &target)
{
    target.exec(kFindLost);
    target.exec(kStray);
    target.exec(kInsertLost);
    target.exec(kHangLost);
    run(target, kInsertConversations, tr(QT_TRANSLATE_NOOP("tabletalk::History", "Recovered conversation")));
    target.exec(kMend);
    run(target, kSayLost,
        tr(QT_TRANSLATE_NOOP("tabletalk::History", "[This message could not be recovered.]")));
}

//! What is left of a step of which a part is lost.
void makeText(SalvagedRow &row, const SalvageTable &steps)
{
    row.columns[steps.indexOf("kind")].value = qint64(StepContent(TextStep{}).index());
    row.columns[steps.indexOf("progress")].value = qint64(Progress::Cut);
}

} // namespace

Salvaged salvage(const QString &path, SQLite::Database &target)
{
    target.exec("PRAGMA foreign_keys = OFF");
    SQLite::Transaction transaction(target);
    target.exec(kTables);
    {
        std::deque<SalvageTable> tables; // whose elements need not move
        tables.emplace_back(target, "folder");
        tables.emplace_back(target, "conversation", "search_entry");
        tables.emplace_back(target, "turn", "search_entry");
        tables.emplace_back(target, "request");
        tables.emplace_back(target, "entry");
        tables.emplace_back(target, "draft_attachment");
        tables.emplace_back(target, "step");
        const SalvageTable &steps = tables.back();
        SQLite::Statement noteBroken(target, "INSERT OR IGNORE INTO broken VALUES (?)");

        const std::function<void(SalvagedRow &)> take = [&](SalvagedRow &row) {
            for (SalvageTable &table : tables) {
                if (!table.holds(row))
                    continue;
                if (&table == &steps && !row.isWhole) {
                    makeText(row, steps);
                    Query(noteBroken, std::get<qint64>(row.columns.front().value)).run();
                }
                table.put(row);
                return;
            }
        };
        DamagedFile file(path);
        RowFinder(file, take).findAll();
    }
    mend(target);

    Salvaged salvaged;
    salvaged.conversations = target.execAndGet("SELECT count(*) FROM conversation").getInt64();
    salvaged.turns = target.execAndGet("SELECT count(*) FROM turn").getInt64();
    salvaged.brokenTurns = target.execAndGet("SELECT count(*) FROM broken").getInt64();
    target.exec("DROP TABLE temp.entry; DROP TABLE temp.broken; DROP TABLE temp.lost; DROP TABLE temp.line");
    transaction.commit();
    target.exec("PRAGMA foreign_keys = ON");
    return salvaged;
}

} // namespace tabletalk
