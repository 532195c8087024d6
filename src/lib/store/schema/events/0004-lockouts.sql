-- A lock-out has a number of its own, by which an unlocking names it, so that no clock decides whether it holds (V3).
CREATE TABLE new_lockouts (
  user_id   INTEGER PRIMARY KEY,
  time      INTEGER NOT NULL,            -- unix seconds, when it began
  until     INTEGER,                     -- unix seconds; NULL: until somebody ends it
  reason    TEXT    NOT NULL,
  number    INTEGER NOT NULL DEFAULT (1 + abs (random () % 9007199254740991)),  -- as large as JSON carries
  attempt   INTEGER NOT NULL DEFAULT 0,  -- the number of the attempt that began it
  forgiven  INTEGER NOT NULL DEFAULT 0   -- the attempt that began the lock-out which had been ended before: failures
                                         -- up to it do not count
) STRICT;

INSERT INTO new_lockouts (user_id, time, until, reason) SELECT user_id, time, until, reason FROM lockouts;
DROP TABLE lockouts;
ALTER TABLE new_lockouts RENAME TO lockouts;

CREATE TRIGGER lockouts_insert AFTER INSERT ON lockouts BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', NEW.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

CREATE TRIGGER lockouts_update AFTER UPDATE ON lockouts BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', NEW.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

CREATE TRIGGER lockouts_delete AFTER DELETE ON lockouts BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', OLD.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;
