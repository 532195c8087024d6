-- By what a bypass code has ended, once an entry of the log says so (B4). It stays ended then, whatever becomes of the clock
-- and the events file.
ALTER TABLE bypass_codes ADD COLUMN ended TEXT CHECK (ended IN ('used', 'expired', 'guessed', 'restored'));
CREATE INDEX bypass_codes_not_ended ON bypass_codes (expires) WHERE ended IS NULL;
