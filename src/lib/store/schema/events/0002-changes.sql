-- Which record each fact is about, numbered, so that other programs see what is new (F4). Triggers write it, so no
-- statement can forget to. Only the last ten thousand are kept: a program that missed more reads all facts again.

CREATE TABLE changes (
  id      INTEGER PRIMARY KEY,  -- one more than the newest
  kind    TEXT    NOT NULL,     -- as in the journal
  record  INTEGER NOT NULL
) STRICT;

CREATE TRIGGER logins_insert AFTER INSERT ON logins BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', NEW.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

CREATE TRIGGER logins_update AFTER UPDATE ON logins BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', NEW.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

CREATE TRIGGER logins_delete AFTER DELETE ON logins BEGIN
  INSERT INTO changes (kind, record) VALUES ('user', OLD.user_id);
  DELETE FROM changes WHERE id <= (SELECT max (id) FROM changes) - 10000;
END;

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
