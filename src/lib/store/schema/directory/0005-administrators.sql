-- Administrators (A): who may do what here. They are not users.
CREATE TABLE administrators (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  key        TEXT    NOT NULL UNIQUE,
  name       TEXT    NOT NULL,
  name_fold  TEXT    NOT NULL,
  email      TEXT    NOT NULL,
  email_key  TEXT    NOT NULL UNIQUE,         -- the name key
  role       INTEGER NOT NULL CHECK (role BETWEEN 0 AND 6),
  disabled   INTEGER NOT NULL DEFAULT 0,
  created    INTEGER NOT NULL,
  unlocked   INTEGER,                         -- number of the lock-out that the last unlocking ended (A8)
  last_op    INTEGER NOT NULL
) STRICT;

-- What an administrator knows or has: a record of its own, so that making or ending one edits nobody. Nothing in it can be
-- turned back into a password or code; the seed is sealed by what the password gives (A2), so no key is needed to sign in.
CREATE TABLE administrator_credentials (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  key               TEXT    NOT NULL UNIQUE,
  administrator_id  INTEGER NOT NULL REFERENCES administrators (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  kind              TEXT    NOT NULL CHECK (instr (' password factor recovery set-up ', ' ' || kind || ' ') > 0),
  made              INTEGER NOT NULL,
  salt              BLOB,                     -- password: of Argon2id
  passes            INTEGER,
  memory            INTEGER,                  -- bytes
  verifier          BLOB,                     -- but of a factor: docs/formats.md
  seed              BLOB,                     -- factor: sealed
  start             INTEGER,                  -- factor: the first step that is good
  expires           INTEGER,                  -- set-up code
  era               BLOB    NOT NULL,         -- set-up and recovery codes are dead in another (O10)
  events            BLOB    NOT NULL,         -- which events file it began with (X)
  last_op           INTEGER NOT NULL,
  UNIQUE (administrator_id, kind)
) STRICT;

-- Ten recovery codes, each for once: which were used is a fact, of the events file.
CREATE TABLE recovery_codes (
  credential  TEXT    NOT NULL,               -- its key
  number      INTEGER NOT NULL,
  verifier    BLOB    NOT NULL,
  PRIMARY KEY (credential, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER administrators_delete AFTER DELETE ON administrators BEGIN
  INSERT INTO ended (kind, key) VALUES ('administrator', OLD.key);
END;

CREATE TRIGGER administrator_credentials_delete AFTER DELETE ON administrator_credentials BEGIN
  INSERT INTO ended (kind, key) VALUES ('administrator-credential', OLD.key);
  DELETE FROM recovery_codes WHERE credential = OLD.key;
END;

INSERT INTO settings (key, value, last_op)
SELECT given.column1, given.column2, 0
FROM organisation, (VALUES ('minimum_password_length', 12), ('password_requires_upper_alpha', 0),
                           ('password_requires_lower_alpha', 0), ('password_requires_numeric', 0),
                           ('password_requires_special', 0), ('local_operations', 1)) AS given;
