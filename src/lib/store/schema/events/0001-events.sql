-- Facts: what happens. Added to, never undone, so no operation writes here and nothing is journaled.

CREATE TABLE about (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  organisation  TEXT    NOT NULL,  -- the key of the organisation whose events these are
  began         INTEGER NOT NULL   -- unix seconds; nobody is inactive since before this (S8)
) STRICT;

-- The last successful sign-in of each user who ever signed in.
CREATE TABLE logins (
  user_id  INTEGER PRIMARY KEY,
  time     INTEGER NOT NULL        -- unix seconds
) STRICT;

CREATE INDEX logins_by_time ON logins (time);

-- Lock-outs that began; gh_user_status() decides whether one still holds (S5).
CREATE TABLE lockouts (
  user_id  INTEGER PRIMARY KEY,
  time     INTEGER NOT NULL,       -- unix seconds, when it began
  until    INTEGER,                -- unix seconds; NULL: until somebody ends it
  reason   TEXT    NOT NULL
) STRICT;

-- Who exported what (R3).
CREATE TABLE exports (
  id       INTEGER PRIMARY KEY,
  time     INTEGER NOT NULL,       -- unix seconds
  actor    TEXT    NOT NULL,
  what     TEXT    NOT NULL,       -- users, groups, log
  format   TEXT    NOT NULL,       -- csv, csv-exact, json
  query    TEXT    NOT NULL,
  rows     INTEGER NOT NULL,
  target   TEXT    NOT NULL
) STRICT;
