-- A possible next version of the directory: a recreated table that others refer to, and work that takes a while.

CREATE TABLE groups_next (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  key           TEXT    NOT NULL UNIQUE,
  name          TEXT    NOT NULL,
  name_key      TEXT    NOT NULL UNIQUE,
  name_fold     TEXT    NOT NULL,
  description   TEXT    NOT NULL DEFAULT '',
  status        INTEGER NOT NULL DEFAULT 0 CHECK (status BETWEEN 0 AND 2),
  directory_id  INTEGER REFERENCES directories (id) DEFERRABLE INITIALLY DEFERRED,
  last_op       INTEGER NOT NULL,
  external_id   TEXT,
  colour        TEXT    NOT NULL
) STRICT;

INSERT INTO groups_next SELECT *, 'blue' FROM groups;
DROP TABLE groups;
ALTER TABLE groups_next RENAME TO groups;
CREATE UNIQUE INDEX groups_by_external_id ON groups (directory_id, external_id) WHERE directory_id IS NOT NULL;

CREATE TABLE work (id INTEGER PRIMARY KEY) STRICT;

INSERT INTO work WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < 50000)
SELECT i FROM numbers;
