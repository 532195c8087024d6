-- A possible next version of the events.

ALTER TABLE logins ADD COLUMN address TEXT NOT NULL DEFAULT 'unknown';
