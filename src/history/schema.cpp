// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema.h"

#include "database.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Transaction.h>

#include <array>

namespace tabletalk {

namespace {

constexpr int kApplicationId = 0x54624C6B; // "TbLk"; also the PRAGMA in the first migration

constexpr const char *kFirstVersion = R"sql(
CREATE TABLE conversation (
    id               INTEGER PRIMARY KEY,
    title            TEXT NOT NULL,
    model            TEXT NOT NULL,
    instructions     TEXT NOT NULL,
    temperature      REAL,
    max_tokens       INTEGER,
    reasoning_effort TEXT,
    draft            TEXT NOT NULL,
    created_ms       INTEGER NOT NULL,
    changed_ms       INTEGER NOT NULL,
    deleted_ms       INTEGER,
    selected_root    INTEGER
) STRICT;
CREATE INDEX conversation_by_change ON conversation (changed_ms DESC, id DESC) WHERE deleted_ms IS NULL;

CREATE TABLE turn (
    id                INTEGER PRIMARY KEY,
    conversation      INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    parent            INTEGER REFERENCES turn (id) ON DELETE CASCADE,
    selected_child    INTEGER,
    role              INTEGER NOT NULL,
    progress          INTEGER NOT NULL,
    created_ms        INTEGER NOT NULL,
    model             TEXT NOT NULL,
    finish_reason     TEXT NOT NULL,
    failure           TEXT,
    prompt_tokens     INTEGER,
    completion_tokens INTEGER,
    reasoning_tokens  INTEGER,
    cached_tokens     INTEGER,
    cost_pico_usd     INTEGER,
    character_count   INTEGER NOT NULL,
    line_count        INTEGER NOT NULL
) STRICT;
CREATE INDEX turn_by_conversation ON turn (conversation, parent);
CREATE INDEX turn_by_parent ON turn (parent);
CREATE INDEX turn_open ON turn (id) WHERE progress = 1;

CREATE TABLE step (
    turn        INTEGER NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    progress    INTEGER NOT NULL,
    text        TEXT NOT NULL,
    call_id     TEXT,
    name        TEXT,
    details     TEXT,
    duration_ms INTEGER,
    PRIMARY KEY (turn, position)
) STRICT;

CREATE TABLE request (
    id                INTEGER PRIMARY KEY,
    turn              INTEGER,
    endpoint          TEXT NOT NULL,
    key_id            TEXT NOT NULL,
    requested_model   TEXT NOT NULL,
    served_model      TEXT NOT NULL,
    generation_id     TEXT NOT NULL,
    started_ms        INTEGER NOT NULL,
    first_token_ms    INTEGER NOT NULL,
    finished_ms       INTEGER NOT NULL,
    prompt_tokens     INTEGER,
    completion_tokens INTEGER,
    reasoning_tokens  INTEGER,
    cached_tokens     INTEGER,
    cost_pico_usd     INTEGER,
    cost_source       INTEGER NOT NULL,
    outcome           INTEGER NOT NULL,
    http_status       INTEGER NOT NULL,
    error_kind        INTEGER NOT NULL
) STRICT;
CREATE INDEX request_by_turn ON request (turn);
CREATE INDEX request_pending ON request (id) WHERE outcome = 0;

PRAGMA application_id = 0x54624C6B;
PRAGMA user_version = 1;
)sql";

constexpr std::array<Migration, 1> kMigrations{{{1, kFirstVersion}}};

int userVersion(SQLite::Database &database)
{
    return database.execAndGet("PRAGMA user_version").getInt();
}

} // namespace

std::span<const Migration> migrations()
{
    return kMigrations;
}

FileVersion fileVersion(SQLite::Database &database, std::span<const Migration> steps)
{
    const int version = userVersion(database);
    const int application = database.execAndGet("PRAGMA application_id").getInt();
    if (version == 0 && application == 0) {
        const bool hasTables = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() > 0;
        return hasTables ? FileVersion::Foreign : FileVersion::Empty;
    }
    if (application != kApplicationId || version < 1)
        return FileVersion::Foreign;
    const int newest = steps.back().version;
    if (version == newest)
        return FileVersion::Current;
    return version < newest ? FileVersion::Older : FileVersion::Newer;
}

void migrate(SQLite::Database &database, std::span<const Migration> steps)
{
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    // Read inside the transaction: a second process may have migrated while we waited for it.
    const int version = userVersion(database);
    for (const Migration &step : steps) {
        if (step.version > version)
            database.exec(step.sql);
    }
    transaction.commit();
}

void copyTo(SQLite::Database &database, const QString &path)
{
    const std::unique_ptr<SQLite::Database> copy = openDatabase(path, Access::ReadWrite);
    constexpr int kAllPages = -1;
    SQLite::Backup(*copy, database).executeStep(kAllPages);
}

} // namespace tabletalk
