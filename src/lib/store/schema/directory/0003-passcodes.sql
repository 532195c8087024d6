-- What passcodes are compared with (V2, B), and what locks people out (V3, I1).

-- Salts the hashes of what is remembered without a key, which must outlive one: seeds (H1).
ALTER TABLE organisation ADD COLUMN salt BLOB NOT NULL DEFAULT x'';
UPDATE organisation SET salt = randomblob (16);

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

-- What ends is the credential: a phone or token that comes back may get another (O5, O10).
DROP TRIGGER phones_delete;
DROP TRIGGER tokens_delete;

CREATE TRIGGER credentials_delete AFTER DELETE ON credentials BEGIN
  INSERT INTO ended (kind, key) VALUES ('credential', OLD.key);
  DELETE FROM app_owners WHERE OLD.device_kind = 'phone' AND phone_id = OLD.device;
END;

-- Tokens are named by their serial number.
CREATE INDEX tokens_by_serial ON tokens (serial_fold);

INSERT INTO settings (key, value, last_op)
SELECT given.column1, given.column2, 0
FROM organisation, (VALUES ('lockout_threshold', 10), ('lockout_expire_duration', NULL),
                           ('lockout_per_application', 0), ('helpdesk_bypass', 'allow'),
                           ('helpdesk_bypass_expiration', 60)) AS given;
