-- What version 9 of the history file holds.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
, folder INTEGER REFERENCES folder (id) ON DELETE SET NULL, pinned INTEGER NOT NULL DEFAULT 0, archived INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0, place_turn INTEGER, place_item INTEGER NOT NULL DEFAULT 0, place_offset INTEGER NOT NULL DEFAULT 0, search_entry INTEGER, parameters TEXT, key_id TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO conversation VALUES(100,'Sales in March','interactive/large','Be brief.',0.5,4096,'high','and in April?',1700000000000,1700000005000,NULL,110,300,1,0,1,121,0,12,6800000000,'{"temperature":0.5,"top_p":0.9}','environment');
INSERT INTO conversation VALUES(200,'Old one','interactive/small','',NULL,NULL,NULL,'',1690000000000,1690000000000,1699000000000,NULL,NULL,0,0,0,NULL,0,0,NULL,NULL,'');
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
, search_entry INTEGER, deleted_ms INTEGER, deleted_with INTEGER, cost_computed INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO turn VALUES(110,100,NULL,121,0,0,1700000000000,'','',NULL,NULL,NULL,NULL,NULL,NULL,24,1,6800000001,NULL,NULL,0);
INSERT INTO turn VALUES(120,100,110,NULL,1,3,1700000001000,'interactive/large','','{"kind":53}',10,20,5,0,4200000,10,1,NULL,NULL,NULL,0);
INSERT INTO turn VALUES(121,100,110,NULL,1,0,1700000005000,'interactive/large','stop',NULL,10,20,NULL,NULL,8400000,30,3,NULL,NULL,NULL,1);
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
INSERT INTO step VALUES(110,0,1,0,'What sold best in March?',NULL,NULL,NULL,NULL);
INSERT INTO step VALUES(120,0,0,3,'Let me look.',NULL,NULL,'[{"signature":"x"}]',1200);
INSERT INTO step VALUES(120,1,1,3,'The best w',NULL,NULL,NULL,NULL);
INSERT INTO step VALUES(121,0,2,0,'{"sql":"SELECT 1"}','call-1','query',NULL,NULL);
INSERT INTO step VALUES(121,1,3,0,'42','call-1',NULL,NULL,NULL);
INSERT INTO step VALUES(121,2,1,0,replace('| Fruit | Sold |\n|---|---|\n| Apple | 42 |','\n',char(10)),NULL,NULL,NULL,NULL);
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
INSERT INTO request VALUES(130,120,'https://router.example','session','interactive/large','interactive/large','gen-1',1700000000500,1700000001000,1700000002000,10,20,5,0,4200000,1,2,200,53);
CREATE TABLE folder (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
INSERT INTO folder VALUES(300,'Reports',1);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search','search',0,'CREATE VIRTUAL TABLE search USING fts5(words, content='''', columnsize=0, detail=none, prefix=''1 2 3'', tokenize=''ascii'')');
CREATE TABLE IF NOT EXISTS 'search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO search_data VALUES(1,X'0209');
INSERT INTO search_data VALUES(10,X'000000000102020002010101020101');
INSERT INTO search_data VALUES(137438953473,X'0000006f0330696e99aabf880001056d6172636899aabf8800010573616c657399aabf88000002316999aabf880001016d99aabf880001017399aabf8800000332696e99aabf880001026d6199aabf88000102736199aabf88000004336d617299aabf8800010373616c99aabf880004090c0c0908080a09090b');
INSERT INTO search_data VALUES(274877906945,X'000000ea05306265737499aabf88010102696e99aabf880101056d6172636899aabf88010104736f6c6499aabf880101047768617499aabf88010108ee8080726f6c653099aabf88010002316299aabf880101016999aabf880101016d99aabf880101017399aabf880101017799aabf88010103ee808099aabf8801000332626599aabf88010102696e99aabf880101026d6199aabf88010102736f99aabf88010102776899aabf88010104ee80807299aabf880100043362657399aabf880101036d617299aabf88010103736f6c99aabf8801010377686199aabf88010105ee8080726f99aabf8801040b090c0b0b0f09080808080a0a090909090b0b0a0a0a');
CREATE TABLE IF NOT EXISTS 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO search_idx VALUES(1,X'',2);
INSERT INTO search_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO search_config VALUES('version',4);
CREATE TABLE search_entry (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    turn         INTEGER
) STRICT;
INSERT INTO search_entry VALUES(6800000000,100,NULL);
INSERT INTO search_entry VALUES(6800000001,100,110);
CREATE TABLE search_state (scrubbing INTEGER NOT NULL, pushed INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO search_state VALUES(0,1);
CREATE TABLE draft_attachment (
    conversation INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    text         TEXT NOT NULL,
    name         TEXT,
    details      TEXT,
    PRIMARY KEY (conversation, position)
) STRICT;
INSERT INTO draft_attachment VALUES(100,0,'Sales rose.','report.txt','{"mediaType":"text/plain","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","size":11}');
CREATE INDEX conversation_by_change ON conversation (changed_ms DESC, id DESC) WHERE deleted_ms IS NULL;
CREATE INDEX turn_by_conversation ON turn (conversation, parent);
CREATE INDEX turn_by_parent ON turn (parent);
CREATE INDEX turn_open ON turn (id) WHERE progress = 1;
CREATE INDEX request_by_turn ON request (turn);
CREATE INDEX request_pending ON request (id) WHERE outcome = 0;
CREATE INDEX conversation_by_folder ON conversation (folder) WHERE folder IS NOT NULL;
CREATE INDEX conversation_in_trash ON conversation (deleted_ms) WHERE deleted_ms IS NOT NULL;
CREATE INDEX turn_to_index ON turn (id) WHERE search_entry IS NULL AND progress <> 1;
CREATE INDEX conversation_to_index ON conversation (id) WHERE search_entry IS NULL AND title <> '';
CREATE INDEX step_attachment ON step (turn) WHERE kind = 7;
CREATE INDEX turn_deleted ON turn (deleted_with) WHERE deleted_with IS NOT NULL;
PRAGMA writable_schema=OFF;
PRAGMA application_id=1415728235;
PRAGMA user_version=9;
COMMIT;
