// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps from one version of the file to the next. What a step did is never changed afterwards.
#include "schema.h"

#include <array>

namespace tabletalk {

namespace {

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

constexpr const char *kFoldersAndPlaces = R"sql(
CREATE TABLE folder (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

ALTER TABLE conversation ADD COLUMN folder INTEGER REFERENCES folder (id) ON DELETE SET NULL;
ALTER TABLE conversation ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN place_turn INTEGER;
ALTER TABLE conversation ADD COLUMN place_item INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN place_offset INTEGER NOT NULL DEFAULT 0;
CREATE INDEX conversation_by_folder ON conversation (folder) WHERE folder IS NOT NULL;
CREATE INDEX conversation_in_trash ON conversation (deleted_ms) WHERE deleted_ms IS NOT NULL;

PRAGMA user_version = 2;
)sql";

constexpr const char *kSearch = R"sql(
CREATE VIRTUAL TABLE search USING fts5(words, content='', columnsize=0, detail=none, prefix='1 2 3', tokenize='ascii');

CREATE TABLE search_entry (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    turn         INTEGER
) STRICT;

CREATE TABLE search_state (scrubbing INTEGER NOT NULL) STRICT;
INSERT INTO search_state VALUES (0);

ALTER TABLE turn ADD COLUMN search_entry INTEGER;
ALTER TABLE conversation ADD COLUMN search_entry INTEGER;
CREATE INDEX turn_to_index ON turn (id) WHERE search_entry IS NULL AND progress <> 1;
CREATE INDEX conversation_to_index ON conversation (id) WHERE search_entry IS NULL AND title <> '';

PRAGMA user_version = 3;
)sql";

// Takes the place of temperature, max_tokens and reasoning_effort, which are read where it is NULL.
constexpr const char *kAllParameters = R"sql(
ALTER TABLE conversation ADD COLUMN parameters TEXT;
PRAGMA user_version = 4;
)sql";

constexpr const char *kDraftAttachments = R"sql(
CREATE TABLE draft_attachment (
    conversation INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    text         TEXT NOT NULL,
    name         TEXT,
    details      TEXT,
    PRIMARY KEY (conversation, position)
) STRICT;
CREATE INDEX step_attachment ON step (turn) WHERE kind = 7;

PRAGMA user_version = 5;
)sql";

// What is attached is in the index from here on. It is made anew by and by where something is attached:
// taking words out needs the very words that were put in.
constexpr const char *kIndexAttachments = R"sql(
CREATE TEMP TABLE anew AS SELECT EXISTS (SELECT 1 FROM step WHERE kind = 7) AS is_needed;
INSERT INTO search (search) SELECT 'delete-all' FROM anew WHERE is_needed;
DELETE FROM search_entry WHERE (SELECT is_needed FROM anew);
UPDATE turn SET search_entry = NULL WHERE search_entry IS NOT NULL AND (SELECT is_needed FROM anew);
UPDATE conversation SET search_entry = NULL WHERE search_entry IS NOT NULL AND (SELECT is_needed FROM anew);
DROP TABLE anew;
PRAGMA user_version = 6;
)sql";

// A deleted turn and what was below it; deleted_with names the one that was deleted.
constexpr const char *kDeletedTurns = R"sql(
ALTER TABLE turn ADD COLUMN deleted_ms INTEGER;
ALTER TABLE turn ADD COLUMN deleted_with INTEGER;
CREATE INDEX turn_deleted ON turn (deleted_with) WHERE deleted_with IS NOT NULL;
PRAGMA user_version = 7;
)sql";

// Entries are numbered by quarters of a second from here on, where they were by 4096ths of a millisecond:
// half the index's size. It is made anew by and by.
constexpr const char *kCoarseEntries = R"sql(
INSERT INTO search (search) VALUES ('delete-all');
DELETE FROM search_entry;
UPDATE turn SET search_entry = NULL WHERE search_entry IS NOT NULL;
UPDATE conversation SET search_entry = NULL WHERE search_entry IS NOT NULL;
ALTER TABLE search_state ADD COLUMN pushed INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 8;
)sql";

// Which key a conversation is asked with, and who says what an answer cost.
constexpr const char *kKeysAndCosts = R"sql(
ALTER TABLE conversation ADD COLUMN key_id TEXT NOT NULL DEFAULT '';
ALTER TABLE turn ADD COLUMN cost_computed INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 9;
)sql";

constexpr std::array kMigrations{
    Migration{1, kFirstVersion},  Migration{2, kFoldersAndPlaces}, Migration{3, kSearch},
    Migration{4, kAllParameters}, Migration{5, kDraftAttachments}, Migration{6, kIndexAttachments},
    Migration{7, kDeletedTurns},  Migration{8, kCoarseEntries},    Migration{9, kKeysAndCosts},
};

} // namespace

std::span<const Migration> migrations()
{
    return kMigrations;
}

} // namespace tabletalk
