-- The next version of the events, as it could be.

ALTER TABLE logins ADD COLUMN address TEXT NOT NULL DEFAULT 'unknown';
