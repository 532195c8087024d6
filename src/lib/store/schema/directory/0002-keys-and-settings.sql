-- Secrets under a key that is not in the file (K), settings as records (I1), a signed log (L6) and timed jobs (T5).

-- The name and the time zone are settings now.
CREATE TABLE new_organisation (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  key      TEXT    NOT NULL,
  created  INTEGER NOT NULL,
  era      BLOB    NOT NULL CHECK (length (era) = 16), -- random, new at each restore (O10)
  events   BLOB                                        -- the identity of the events file that it began with
) STRICT;

-- Whatever an organisation has a setting for stands here; a later migration adds the rows of its settings.
CREATE TABLE settings (
  id       INTEGER PRIMARY KEY,
  key      TEXT    NOT NULL UNIQUE,  -- its name in gh-settings.c
  value    ANY,                      -- INTEGER or TEXT; NULL: off, never, or nothing chosen
  last_op  INTEGER NOT NULL          -- 0: as this migration made it
) STRICT;

INSERT INTO settings (key, value, last_op)
SELECT given.column1, CASE given.column1 WHEN 'name' THEN name WHEN 'timezone' THEN time_zone ELSE given.column2 END, 0
FROM organisation, (VALUES ('name', ''), ('timezone', ''), ('region', NULL), ('identity_proofing', 0),
                           ('email_needs_dot', 1), ('pending_deletion_days', 7), ('purge_limit', 100),
                           ('inactive_user_expiration', NULL), ('user_managers_can_put_users_in_bypass', 1),
                           ('log_retention_days', NULL), ('syslog_checkpoints', 0)) AS given;

INSERT INTO new_organisation (id, key, created, era, events)
SELECT id, key, created, randomblob (16), NULL FROM organisation;
DROP TABLE organisation;
ALTER TABLE new_organisation RENAME TO organisation;

-- The master keys, each with the log key that comes from it, and the keys of services; the row id is the number (K1).
-- A key itself is nowhere in the file, but sealed to the recovery key (K6).
CREATE TABLE keys (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  key              TEXT    NOT NULL UNIQUE,
  use              TEXT    NOT NULL CHECK (use = 'master' OR use = 'service'),
  made             INTEGER NOT NULL,
  ended            INTEGER,              -- when another took its place
  check_value      BLOB,                 -- opens with the right key alone (K2)
  public           BLOB    NOT NULL,     -- Ed25519, of the log key
  introduced_by    INTEGER,              -- the number of the log key that signed it (J5); NULL: the first
  introduction     BLOB,                 -- that signature
  recovery_public  BLOB,                 -- X25519, of the recovery key
  recovery_proof   BLOB,                 -- of recovery_public, under ghCheck_
  for_recovery     BLOB,                 -- the key, sealed to recovery_public
  unit             TEXT,                 -- of a service: the unit that it was exported for (K3)
  last_op          INTEGER NOT NULL
) STRICT;

-- Every sealed value (K1). It is a record of its own, so sealing it anew is no edit of what it belongs to.
CREATE TABLE sealed (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  kind        TEXT    NOT NULL,          -- of the record that it belongs to
  record      INTEGER NOT NULL,          -- that record's row id
  purpose     TEXT    NOT NULL,
  key_number  INTEGER NOT NULL,
  value       BLOB    NOT NULL,
  last_op     INTEGER NOT NULL,
  UNIQUE (kind, record, purpose)
) STRICT;

CREATE INDEX sealed_by_key_number ON sealed (key_number);

-- Nothing real ever stood in it.
ALTER TABLE tokens DROP COLUMN secret;

ALTER TABLE bypass_codes ADD COLUMN era BLOB;
ALTER TABLE enrolments ADD COLUMN era BLOB;
UPDATE bypass_codes SET era = (SELECT era FROM organisation);
UPDATE enrolments SET era = (SELECT era FROM organisation);

-- Authenticators that are no more, on their way to the events file, which keeps them from a restored directory (O10).
-- Triggers write it, so no statement can forget to. Who never activated a phone has no credential in it.
CREATE TABLE ended (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  kind  TEXT    NOT NULL,  -- as in the journal
  key   TEXT    NOT NULL
) STRICT;

CREATE TRIGGER phones_delete AFTER DELETE ON phones WHEN OLD.activated IS NOT NULL BEGIN
  INSERT INTO ended (kind, key) VALUES ('phone', OLD.key);
END;

CREATE TRIGGER tokens_delete AFTER DELETE ON tokens BEGIN
  INSERT INTO ended (kind, key) VALUES ('token', OLD.key);
END;

-- Shown, searched and reported while the setting identity_proofing is on (U7).
ALTER TABLE users ADD COLUMN firstname TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN firstname_fold TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN lastname TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN lastname_fold TEXT NOT NULL DEFAULT '';

-- A directory has each external id once (D6).
DROP INDEX users_by_external_id;
CREATE UNIQUE INDEX users_by_external_id ON users (directory_id, external_id) WHERE directory_id IS NOT NULL;
ALTER TABLE groups ADD COLUMN external_id TEXT;
CREATE UNIQUE INDEX groups_by_external_id ON groups (directory_id, external_id) WHERE directory_id IS NOT NULL;

-- The log without a reference from one entry to another, which retention would break (L9), and with each entry's
-- signature (L6): NULL where it was written without the key.
CREATE TABLE new_log (
  seq           INTEGER PRIMARY KEY,
  time          INTEGER NOT NULL,  -- microseconds, UTC
  actor_kind    TEXT    NOT NULL,
  actor_id      TEXT    NOT NULL,
  way           TEXT    NOT NULL,
  operation     TEXT    NOT NULL,
  undoes        INTEGER,
  object_kind   TEXT,
  object_id     TEXT,
  result        TEXT    NOT NULL,
  changed       INTEGER NOT NULL,
  skipped       INTEGER NOT NULL,
  journal_rows  INTEGER NOT NULL,
  journal_hash  BLOB    NOT NULL,
  salt          BLOB    NOT NULL,  -- 16 random bytes before the payload
  payload       TEXT    NOT NULL,  -- JSON
  hash          BLOB    NOT NULL,
  key_number    INTEGER,           -- the log key that signed it
  signature     BLOB
) STRICT;

INSERT INTO new_log SELECT *, NULL, NULL FROM log ORDER BY seq;
DROP TABLE log;
ALTER TABLE new_log RENAME TO log;
CREATE UNIQUE INDEX log_by_undoes ON log (undoes) WHERE undoes IS NOT NULL;

-- The last entry's, once more (J5).
ALTER TABLE head ADD COLUMN time INTEGER;
ALTER TABLE head ADD COLUMN key_number INTEGER;
ALTER TABLE head ADD COLUMN signature BLOB;
UPDATE head SET time = (SELECT time FROM log WHERE log.seq = head.seq);

-- Checkpoints that were made (L7). Not an operation's: they only say what stands already.
CREATE TABLE checkpoints (
  entry        INTEGER PRIMARY KEY,
  hash         BLOB    NOT NULL,
  time         INTEGER NOT NULL,   -- microseconds, UTC
  events       INTEGER NOT NULL,   -- how many minutes of the authentication log
  events_hash  BLOB    NOT NULL,
  key_number   INTEGER NOT NULL,
  public       BLOB    NOT NULL,
  signature    BLOB    NOT NULL
) STRICT;

-- Which program runs the timed jobs (T5).
CREATE TABLE lease (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  holder   TEXT    NOT NULL,
  until    INTEGER NOT NULL,       -- when others may take it
  swept    INTEGER,                -- when everybody was last looked at for inactivity
  trusted  INTEGER NOT NULL        -- the last time that the clock was known to be right
) STRICT;
