-- What has ended is never good again, whatever the directory says, so that a restored one brings nothing back (O10).
CREATE TABLE endings (
  kind  TEXT    NOT NULL,  -- of the record
  key   TEXT    NOT NULL,  -- its key of 20 characters
  time  INTEGER NOT NULL,  -- unix seconds
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- Which file this is, and how far it has come: a computer that saw it further knows that it was set back (L8).
ALTER TABLE about ADD COLUMN identity BLOB;
ALTER TABLE about ADD COLUMN last_attempt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE about ADD COLUMN latest INTEGER NOT NULL DEFAULT 0;  -- the latest moment seen, unix seconds (X)
UPDATE about SET identity = randomblob (16);
