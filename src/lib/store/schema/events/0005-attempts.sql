-- The authentication log (L2), and what attempts count and use up (V3). Users, applications and what a passcode is
-- judged by are decisions, in the other file; here they are named by what is never given again.

-- Its numbers go on from about.last_attempt, which retention does not lower.
CREATE TABLE attempts (
  id           INTEGER PRIMARY KEY,
  time         INTEGER NOT NULL,  -- microseconds, UTC
  user_id      INTEGER,           -- NULL: the name is nobody's
  name         TEXT    NOT NULL,  -- as it was typed, cut at 256 characters
  application  TEXT    NOT NULL,  -- what it was called; '': none
  way          TEXT    NOT NULL,  -- the program that it came through
  purpose      TEXT    NOT NULL,  -- sign-in, check, caller-check
  actor        TEXT    NOT NULL,  -- who checked; '': the user signed in
  factor       TEXT    NOT NULL,  -- a word of the API
  result       TEXT    NOT NULL,  -- success, denied
  reason       TEXT    NOT NULL,  -- a word of the API
  device       TEXT    NOT NULL,  -- the key of what the passcode was of
  address      TEXT    NOT NULL,
  host         TEXT    NOT NULL,
  client       TEXT    NOT NULL
) STRICT;

CREATE INDEX attempts_by_user ON attempts (user_id, id) WHERE user_id IS NOT NULL;

-- The hashes of its minutes, chained; the last is in each checkpoint (L2, J6). The newest minute still grows.
CREATE TABLE minutes (
  number  INTEGER PRIMARY KEY,
  minute  INTEGER NOT NULL,       -- unix time of its beginning, in seconds
  rows    BLOB    NOT NULL,       -- the hash of its rows so far
  before  BLOB    NOT NULL,       -- the hash of the minute before
  hash    BLOB    NOT NULL
) STRICT;

-- Failures that may still count, by the number of their attempt.
CREATE TABLE failures (
  user_id      INTEGER NOT NULL,
  attempt      INTEGER NOT NULL,
  application  INTEGER NOT NULL,  -- row id; 0: a check, which has none
  factors      INTEGER NOT NULL,  -- a bit for each factor that it counts for
  PRIMARY KEY (user_id, attempt)
) STRICT, WITHOUT ROWID;

-- Passcodes that were typed for names that are nobody's, by the salted hash of the name key (V3, docs/formats.md). Only
-- the names of the last hundred thousand attempts are kept, so that nobody can fill the disk by guessing names.
CREATE TABLE name_failures (
  name      BLOB    PRIMARY KEY,
  failures  INTEGER NOT NULL,     -- since it was first kept
  attempt   INTEGER NOT NULL      -- the last
) STRICT, WITHOUT ROWID;

CREATE INDEX name_failures_by_attempt ON name_failures (attempt);

-- From where each user signed in lately, and with which program (V6).
CREATE TABLE endpoints (
  id       INTEGER PRIMARY KEY,
  user_id  INTEGER NOT NULL,
  host     TEXT    NOT NULL,      -- the computer's name, or its address if it gave none
  client   TEXT    NOT NULL,      -- '': it gave none
  used     INTEGER NOT NULL,      -- unix seconds, the last time
  UNIQUE (user_id, host, client)
) STRICT;

CREATE INDEX endpoints_by_host ON endpoints (host, user_id);
CREATE INDEX endpoints_by_used ON endpoints (used);

CREATE TRIGGER endpoints_insert AFTER INSERT ON endpoints BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', NEW.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

CREATE TRIGGER endpoints_update AFTER UPDATE ON endpoints BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', NEW.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

CREATE TRIGGER endpoints_delete AFTER DELETE ON endpoints BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', OLD.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

-- The last success of each user at each application, 0 for checks, with each factor.
CREATE TABLE successes (
  user_id      INTEGER NOT NULL,
  application  INTEGER NOT NULL,
  factor       INTEGER NOT NULL,
  attempt      INTEGER NOT NULL,
  PRIMARY KEY (user_id, application, factor)
) STRICT, WITHOUT ROWID;

-- Lock-outs of one application alone (setting lockout_per_application); as in `lockouts`.
CREATE TABLE application_lockouts (
  user_id      INTEGER NOT NULL,
  application  INTEGER NOT NULL,  -- row id
  name         TEXT    NOT NULL,  -- what it was called
  time         INTEGER NOT NULL,
  until        INTEGER,
  number       INTEGER NOT NULL DEFAULT (1 + abs (random () % 9007199254740991)),
  attempt      INTEGER NOT NULL,
  forgiven     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, application)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER application_lockouts_insert AFTER INSERT ON application_lockouts BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', NEW.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

CREATE TRIGGER application_lockouts_update AFTER UPDATE ON application_lockouts BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', NEW.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

CREATE TRIGGER application_lockouts_delete AFTER DELETE ON application_lockouts BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', OLD.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

-- How far each seed has been used, by its salted hash: so a token that was deleted and comes again accepts nothing
-- twice (H1).
CREATE TABLE seeds (
  seed      BLOB    PRIMARY KEY,
  last      INTEGER NOT NULL,      -- step, counter, or moment of a YubiKey
  base      INTEGER NOT NULL DEFAULT 0,
  drift     INTEGER NOT NULL DEFAULT 0,
  first     INTEGER NOT NULL,      -- unix seconds, of the first passcode that was accepted
  accepted  INTEGER NOT NULL,      -- of the last
  file      BLOB    NOT NULL       -- the identity of this file at the last: with another it may have been used further
) STRICT, WITHOUT ROWID;

-- Credentials that were not used in time, once that was seen: no clock makes them good again (P2, X).
CREATE TABLE late_credentials (
  credential  TEXT    PRIMARY KEY,  -- its key
  time        INTEGER NOT NULL      -- unix seconds
) STRICT, WITHOUT ROWID;

-- What bypass codes have been used and guessed at, by their key.
CREATE TABLE bypass_uses (
  code     TEXT    PRIMARY KEY,
  uses     INTEGER NOT NULL DEFAULT 0,
  used     INTEGER,                -- unix seconds, the last time
  guesses  INTEGER NOT NULL DEFAULT 0,   -- wrong passcodes of its length since it was made (B5)
  ended    INTEGER                 -- unix seconds, when guessing ended it, or its end was seen to be past
) STRICT, WITHOUT ROWID;

-- Which SMS passcodes were used, by the key of their batch.
CREATE TABLE sms_uses (
  batch   TEXT    NOT NULL,
  number  INTEGER NOT NULL,
  used    INTEGER NOT NULL,        -- unix seconds
  PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;

-- Batches whose end was seen to be past: it stays past, whatever the clock says (X).
CREATE TABLE late_sms_batches (
  batch  TEXT    PRIMARY KEY,
  time   INTEGER NOT NULL          -- unix seconds
) STRICT, WITHOUT ROWID;
