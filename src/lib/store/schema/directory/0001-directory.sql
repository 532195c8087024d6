-- Decisions: what administrators decide. Only operations change them (O1).
-- Times are unix seconds unless a comment says otherwise; empty texts are '', absent times NULL.
-- The *_fold columns hold the search fold (Q3) of the column before, the name_key columns the name key.
-- last_op is the log entry of the operation that last touched the record (J1).
-- References are checked at the end of the transaction: immediate checks make each statement of many rows keep a copy
-- of its changes.
-- Checks have no IN: SQLite builds a table for its list at each row, which doubles the cost of a narrow row.

CREATE TABLE organisation (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  key        TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  time_zone  TEXT    NOT NULL,  -- IANA name (S9)
  created    INTEGER NOT NULL
) STRICT;

CREATE TABLE directories (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  key      TEXT    NOT NULL UNIQUE,
  name     TEXT    NOT NULL,
  name_key TEXT    NOT NULL UNIQUE,
  last_op  INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  key                 TEXT    NOT NULL,
  username            TEXT    NOT NULL,
  username_fold       TEXT    NOT NULL,
  realname            TEXT    NOT NULL DEFAULT '',
  realname_fold       TEXT    NOT NULL DEFAULT '',
  email               TEXT    NOT NULL DEFAULT '',
  email_fold          TEXT    NOT NULL DEFAULT '',
  notes               TEXT    NOT NULL DEFAULT '',
  created             INTEGER NOT NULL,
  directory_id        INTEGER REFERENCES directories (id) DEFERRABLE INITIALLY DEFERRED,  -- not NULL: managed (S6)
  external_id         TEXT,
  last_sync           INTEGER,
  directory_disabled  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX users_by_key ON users (key);
CREATE INDEX users_by_username ON users (username_fold, username);
CREATE INDEX users_by_realname ON users (realname_fold, realname);
CREATE INDEX users_by_email ON users (email_fold, email);
CREATE INDEX users_by_created ON users (created);
CREATE INDEX users_by_external_id ON users (directory_id, external_id) WHERE directory_id IS NOT NULL;

-- What the rules need about managed users, without the wide rows.
CREATE INDEX users_managed ON users (id, directory_id, directory_disabled) WHERE directory_id IS NOT NULL;

-- Apart from the wide table, because changing 100 000 scattered narrow rows costs a third of the wide ones.
CREATE TABLE user_status (
  user_id   INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  status    INTEGER NOT NULL DEFAULT 0 CHECK (status BETWEEN 0 AND 2),  -- active, bypass, disabled (S5)
  until     INTEGER,                                                 -- Bypass only
  unlocked  INTEGER,                                                 -- the last unlocking
  restored  INTEGER,                                                 -- the last return from the Trash (S8)
  last_op   INTEGER NOT NULL
) STRICT;

CREATE INDEX user_status_not_active ON user_status (status) WHERE status <> 0;

-- Everybody's usernames (slot 0) and aliases (slots 1 to 8): one namespace, including the Trash (U9).
CREATE TABLE user_names (
  name_key  TEXT    PRIMARY KEY,
  user_id   INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  slot      INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 8)
) STRICT, WITHOUT ROWID;

CREATE INDEX user_names_by_user ON user_names (user_id, slot);

CREATE TABLE user_aliases (
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  slot        INTEGER NOT NULL CHECK (slot BETWEEN 1 AND 8),
  alias       TEXT    NOT NULL,
  alias_fold  TEXT    NOT NULL,
  PRIMARY KEY (user_id, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE trash (
  user_id        INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  origin         INTEGER NOT NULL CHECK (origin BETWEEN 1 AND 3),  -- by hand, inactivity, sync (T2)
  sent           INTEGER NOT NULL,
  sent_by        TEXT    NOT NULL,                              -- the actor's label as it was
  purge_at       INTEGER NOT NULL,
  status_before  INTEGER NOT NULL,
  until_before   INTEGER
) STRICT;

CREATE INDEX trash_by_purge_at ON trash (purge_at);

CREATE TABLE groups (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  key           TEXT    NOT NULL UNIQUE,
  name          TEXT    NOT NULL,
  name_key      TEXT    NOT NULL UNIQUE,
  name_fold     TEXT    NOT NULL,
  description   TEXT    NOT NULL DEFAULT '',
  status        INTEGER NOT NULL DEFAULT 0 CHECK (status BETWEEN 0 AND 2),
  directory_id  INTEGER REFERENCES directories (id) DEFERRABLE INITIALLY DEFERRED,
  last_op       INTEGER NOT NULL
) STRICT;

CREATE TABLE memberships (
  user_id   INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  group_id  INTEGER NOT NULL REFERENCES groups (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (user_id, group_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX memberships_by_group ON memberships (group_id, user_id);

CREATE TABLE phones (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  key        TEXT    NOT NULL,
  number     TEXT    NOT NULL DEFAULT '',         -- E.164; '' for a tablet
  extension  TEXT    NOT NULL DEFAULT '',
  name       TEXT    NOT NULL DEFAULT '',
  type       TEXT    NOT NULL DEFAULT 'unknown',  -- unknown, mobile, landline, tablet
  platform   TEXT    NOT NULL DEFAULT 'unknown',
  activated  INTEGER,
  last_op    INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX phones_by_key ON phones (key);
CREATE UNIQUE INDEX phones_by_number ON phones (number, extension) WHERE number <> '';

CREATE TABLE phone_owners (
  user_id   INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  phone_id  INTEGER NOT NULL REFERENCES phones (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (user_id, phone_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX phone_owners_by_phone ON phone_owners (phone_id, user_id);

CREATE TABLE tokens (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  key          TEXT    NOT NULL UNIQUE,
  type         TEXT    NOT NULL CHECK (instr (' h6 h8 t6 t8 yk d1 dt ', ' ' || type || ' ') > 0),
  serial       TEXT    NOT NULL,
  serial_fold  TEXT    NOT NULL,
  secret       BLOB,                              -- sealed; NULL: made by an import that knew none (R7)
  last_op      INTEGER NOT NULL,
  UNIQUE (serial, type)
) STRICT;

CREATE TABLE token_owners (
  user_id   INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  token_id  INTEGER NOT NULL REFERENCES tokens (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (user_id, token_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX token_owners_by_token ON token_owners (token_id, user_id);

CREATE TABLE endpoints (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  key      TEXT    NOT NULL UNIQUE,
  name     TEXT    NOT NULL DEFAULT '',
  last_op  INTEGER NOT NULL
) STRICT;

CREATE TABLE endpoint_owners (
  user_id      INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  endpoint_id  INTEGER NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (user_id, endpoint_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX endpoint_owners_by_endpoint ON endpoint_owners (endpoint_id, user_id);

CREATE TABLE bypass_codes (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  key         TEXT    NOT NULL UNIQUE,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  created     INTEGER NOT NULL,
  created_by  TEXT    NOT NULL,
  expires     INTEGER,                            -- NULL: never
  uses        INTEGER,                            -- allowed in all; NULL: any number
  last_op     INTEGER NOT NULL
) STRICT;

CREATE INDEX bypass_codes_by_user ON bypass_codes (user_id);

-- Users who were mailed an enrolment link and have no device yet (E1).
CREATE TABLE enrolments (
  user_id  INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  email    TEXT    NOT NULL,
  sent     INTEGER NOT NULL,
  expires  INTEGER NOT NULL
) STRICT;

-- One row per operation, chained by hashes (L1, L4, J2).
CREATE TABLE log (
  seq           INTEGER PRIMARY KEY,
  time          INTEGER NOT NULL,  -- microseconds, UTC
  actor_kind    TEXT    NOT NULL,
  actor_id      TEXT    NOT NULL,
  way           TEXT    NOT NULL,
  operation     TEXT    NOT NULL,
  undoes        INTEGER REFERENCES log (seq) DEFERRABLE INITIALLY DEFERRED,
  object_kind   TEXT,
  object_id     TEXT,
  result        TEXT    NOT NULL,
  changed       INTEGER NOT NULL,
  skipped       INTEGER NOT NULL,
  journal_rows  INTEGER NOT NULL,
  journal_hash  BLOB    NOT NULL,
  salt          BLOB    NOT NULL,  -- 16 random bytes before the payload
  payload       TEXT    NOT NULL,  -- JSON
  hash          BLOB    NOT NULL
) STRICT;

CREATE UNIQUE INDEX log_by_undoes ON log (undoes) WHERE undoes IS NOT NULL;

-- One row per record that an operation changed (J1). No other index: histories follow prev.
-- A salt of NULL marks a row whose texts a permanent deletion has blanked (J4).
CREATE TABLE journal (
  op      INTEGER NOT NULL,
  kind    TEXT    NOT NULL,
  id      INTEGER NOT NULL,
  prev    INTEGER,
  before  TEXT,
  after   ANY,                     -- JSON, or for a created record the SHA-256 of its JSON
  salt    BLOB,
  hash    BLOB    NOT NULL,
  PRIMARY KEY (op, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  seq   INTEGER NOT NULL,
  hash  BLOB    NOT NULL
) STRICT;
