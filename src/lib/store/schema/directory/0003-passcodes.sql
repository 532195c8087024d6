-- What passcodes are compared with (V2, B), and what locks people out (V3, I1).

-- Salts the hashes of what is remembered without a key, which must outlive one: seeds (H1), former names (V4). Of an
-- organisation from before it is the random key that it has already, so that a backup from before gets the same.
ALTER TABLE organisation ADD COLUMN salt BLOB NOT NULL DEFAULT x'';
UPDATE organisation SET salt = CAST (key AS BLOB);

-- The digits themselves are a sealed value of the code; `lookup` finds them under the newest master key (B5). Codes of a
-- practice organisation have neither.
ALTER TABLE bypass_codes ADD COLUMN lookup BLOB;
ALTER TABLE bypass_codes ADD COLUMN maker TEXT NOT NULL DEFAULT '';      -- the actor, as the log names it
ALTER TABLE bypass_codes ADD COLUMN digits INTEGER;                     -- how many it has
ALTER TABLE bypass_codes ADD COLUMN is_own INTEGER NOT NULL DEFAULT 0;  -- typed by whoever made it
DROP INDEX bypass_codes_by_user;
CREATE UNIQUE INDEX bypass_codes_by_lookup ON bypass_codes (user_id, lookup);

-- Every code that a user has had since the last rotation: an own code must be none of them (B1).
CREATE TABLE past_bypass_codes (
  user_id  INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  lookup   BLOB    NOT NULL,
  PRIMARY KEY (user_id, lookup)
) STRICT, WITHOUT ROWID;

-- What passcodes are computed from (V2, P2, H1): a record of its own beside the phone or token, so that making, replacing
-- or ending it edits neither. The seed is a sealed value of it; how far it has been used is a fact, found by the hash.
CREATE TABLE credentials (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  key            TEXT    NOT NULL UNIQUE,
  device_kind    TEXT    NOT NULL,            -- as in the journal: phone, token
  device         INTEGER NOT NULL,            -- its row id
  type           INTEGER NOT NULL CHECK (type BETWEEN 0 AND 2),  -- TOTP, HOTP, YubiKey
  algorithm      INTEGER NOT NULL DEFAULT 0,  -- SHA-1, SHA-256, SHA-512
  digits         INTEGER NOT NULL DEFAULT 0,
  period         INTEGER NOT NULL DEFAULT 0,  -- seconds; 0: it counts
  start          INTEGER NOT NULL DEFAULT 0,  -- the first counter that is good
  seed           BLOB    NOT NULL,            -- SHA-256 of the salt and the seed (docs/formats.md)
  made           INTEGER NOT NULL,
  pending_until  INTEGER,                     -- dead after this unless a passcode was accepted before (P2); NULL: one
                                              -- was, and no loss of the events file changes that, or it waits for none
  events         BLOB    NOT NULL,            -- which events file it began with (X)
  last_op        INTEGER NOT NULL,
  UNIQUE (device_kind, device)
) STRICT;

CREATE INDEX credentials_pending ON credentials (pending_until) WHERE pending_until IS NOT NULL;

-- Who has, or has had, a phone with the app that is in it now, and so may still have that app's passcodes: who else gets
-- the phone shares an authenticator with them (P1). Triggers write it, so no statement can forget to.
CREATE TABLE app_owners (
  phone_id  INTEGER NOT NULL,
  user_id   INTEGER NOT NULL,
  PRIMARY KEY (phone_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER credentials_insert AFTER INSERT ON credentials WHEN NEW.device_kind = 'phone' BEGIN
  INSERT OR IGNORE INTO app_owners (phone_id, user_id)
  SELECT phone_id, user_id FROM phone_owners WHERE phone_id = NEW.device;
END;

CREATE TRIGGER phone_owners_insert AFTER INSERT ON phone_owners
WHEN EXISTS (SELECT 1 FROM credentials WHERE device_kind = 'phone' AND device = NEW.phone_id) BEGIN
  INSERT OR IGNORE INTO app_owners (phone_id, user_id) VALUES (NEW.phone_id, NEW.user_id);
END;

-- Every seed that there has been here, by its hash: a counter never moves backwards, and an events file that is lost stays
-- so, whoever types the same secret again (H1, X).
CREATE TABLE past_seeds (
  seed    BLOB    PRIMARY KEY,
  start   INTEGER NOT NULL,
  events  BLOB    NOT NULL                    -- which events file it first began with
) STRICT, WITHOUT ROWID;

-- From where people sign in is a fact, of the events file (V6). Nothing ever stood in these.
DROP TABLE endpoint_owners;
DROP TABLE endpoints;

-- What ends is the credential: a phone or token that comes back may get another (O5, O10).
DROP TRIGGER phones_delete;
DROP TRIGGER tokens_delete;

CREATE TRIGGER credentials_delete AFTER DELETE ON credentials BEGIN
  INSERT INTO ended (kind, key) VALUES ('credential', OLD.key);
  DELETE FROM app_owners WHERE OLD.device_kind = 'phone' AND phone_id = OLD.device;
END;

-- SMS passcodes (P3): a record beside the phone, at most one a phone, so that a new batch ends the one before. The
-- passcodes themselves are nowhere: a keyed hash finds them.
CREATE TABLE sms_batches (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  key         TEXT    NOT NULL UNIQUE,
  phone_id    INTEGER NOT NULL UNIQUE,
  made        INTEGER NOT NULL,
  expires     INTEGER,                        -- NULL: never
  codes       INTEGER NOT NULL,               -- how many
  key_number  INTEGER NOT NULL,               -- the master key that their hashes are under
  era         BLOB    NOT NULL,               -- dead in another (O10)
  last_op     INTEGER NOT NULL
) STRICT;

CREATE TRIGGER sms_batches_delete AFTER DELETE ON sms_batches BEGIN
  INSERT INTO ended (kind, key) VALUES ('sms-batch', OLD.key);
END;

-- Those that there are, and for some days those that have ended: more are made only so often (P3), and who types a
-- passcode of one is told.
CREATE TABLE past_sms_batches (
  key       TEXT    PRIMARY KEY,
  phone_id  INTEGER NOT NULL,
  made      INTEGER NOT NULL,
  ended     INTEGER                           -- NULL: it has not
) STRICT, WITHOUT ROWID;

CREATE INDEX past_sms_batches_by_phone ON past_sms_batches (phone_id, made);
CREATE INDEX past_sms_batches_by_made ON past_sms_batches (made);
CREATE INDEX past_sms_batches_by_ended ON past_sms_batches (ended) WHERE ended IS NOT NULL;

-- Their passcodes, by number from 1 on.
CREATE TABLE sms_codes (
  batch   TEXT    NOT NULL,                   -- its key
  number  INTEGER NOT NULL,
  lookup  BLOB    NOT NULL,                   -- docs/formats.md
  PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;

-- Whose name somebody may mean who types another (V4): accents and case by the folds; and what a name is without the
-- joiners that some scripts have, a domain before it and a host behind it.
CREATE INDEX user_aliases_by_fold ON user_aliases (alias_fold);
ALTER TABLE user_names ADD COLUMN simple TEXT GENERATED ALWAYS AS
  (replace (replace (substr (name_key, instr (name_key, '\') + 1,
                             max (0, instr (name_key || '@', '@') - instr (name_key, '\') - 1)),
                     char (0x200c), ''), char (0x200d), '')) VIRTUAL;
CREATE INDEX user_names_by_simple ON user_names (simple) WHERE simple <> name_key;

-- Names that were somebody's and are nobody's, by their salted hashes, so that none passes for one that was never here.
CREATE TABLE former_names (
  hash  BLOB    PRIMARY KEY,                  -- of a form of the name (docs/formats.md)
  time  INTEGER NOT NULL                      -- when it was somebody's last, unix seconds
) STRICT, WITHOUT ROWID;

-- Names on their way there: a trigger writes it, so no statement can forget to, and it is empty again before the
-- operation ends, as only the program can hash.
CREATE TABLE left_names (
  name_key  TEXT  PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER user_names_delete AFTER DELETE ON user_names BEGIN
  INSERT OR IGNORE INTO left_names (name_key) VALUES (OLD.name_key);
END;

CREATE TRIGGER user_names_update AFTER UPDATE OF name_key ON user_names BEGIN
  INSERT OR IGNORE INTO left_names (name_key) VALUES (OLD.name_key);
END;

-- Tokens are named by their serial number.
CREATE INDEX tokens_by_serial ON tokens (serial_fold);

-- Which lock-outs of applications alone the last unlockings ended, by number: a JSON array of those that may still be in
-- the events file (V3).
ALTER TABLE user_status ADD COLUMN unlocked_there TEXT;

INSERT INTO settings (key, value, last_op)
SELECT given.column1, given.column2, 0
FROM organisation, (VALUES ('lockout_threshold', 10), ('lockout_expire_duration', NULL),
                           ('lockout_per_application', 0), ('helpdesk_bypass', 'allow'),
                           ('helpdesk_bypass_expiration', 60), ('sms_batch', 1), ('sms_expiration', NULL),
                           ('sms_daily_sum', 500)) AS given;
