-- What has ended is never good again, whatever the directory says, so that a restored one brings nothing back (O10).
CREATE TABLE endings (
  id    INTEGER PRIMARY KEY,  -- as the directory's table `ended` has it
  kind  TEXT    NOT NULL,     -- of the record, as in the journal
  key   TEXT    NOT NULL,     -- its key of 20 characters
  time  INTEGER NOT NULL,     -- when it was noted, unix seconds
  UNIQUE (kind, key)
) STRICT;

-- Which file this is, and how far it has come: a computer that saw it further knows that it was set back (L8).
ALTER TABLE about ADD COLUMN identity BLOB;
ALTER TABLE about ADD COLUMN last_attempt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE about ADD COLUMN latest INTEGER NOT NULL DEFAULT 0;  -- the latest moment seen, unix seconds (X)
UPDATE about SET identity = randomblob (16);
