-- What administrators did: signing in is a fact, never undone. They are named by the key of their record, an e-mail address
-- that is nobody's by its salted hash (docs/formats.md).

-- Failures in a row, counted before what was typed is judged (A8).
CREATE TABLE ladders (
  who       TEXT    NOT NULL,
  ladder    INTEGER NOT NULL,     -- passwords, passcodes
  failures  INTEGER NOT NULL,
  next      INTEGER NOT NULL,     -- unix seconds, before which nothing is judged
  attempt   INTEGER NOT NULL,     -- number of the last
  PRIMARY KEY (who, ladder)
) STRICT, WITHOUT ROWID;

CREATE TABLE administrator_lockouts (
  who      TEXT    PRIMARY KEY,
  time     INTEGER NOT NULL,      -- unix seconds, when it began
  until    INTEGER NOT NULL,
  number   INTEGER NOT NULL DEFAULT (1 + abs (random () % 9007199254740991)),
  attempt  INTEGER NOT NULL       -- that began it
) STRICT, WITHOUT ROWID;

CREATE TABLE administrator_sign_ins (
  administrator  TEXT    PRIMARY KEY,
  time           INTEGER NOT NULL  -- unix seconds, the last
) STRICT, WITHOUT ROWID;

-- How far each second factor has been used: a step is accepted once (A2).
CREATE TABLE factor_steps (
  credential  TEXT    PRIMARY KEY,
  last        INTEGER NOT NULL,
  file        BLOB    NOT NULL    -- the identity of this file at the last: with another it may have been used further
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_uses (
  credential  TEXT    NOT NULL,
  number      INTEGER NOT NULL,
  used        INTEGER NOT NULL,   -- unix seconds
  PRIMARY KEY (credential, number)
) STRICT, WITHOUT ROWID;

-- Set-up codes whose end was seen to be past: it stays past, whatever the clock says (X).
CREATE TABLE late_set_up_codes (
  credential  TEXT    PRIMARY KEY,
  time        INTEGER NOT NULL    -- unix seconds
) STRICT, WITHOUT ROWID;
