-- Bypass codes that let somebody in (B), and what locks people out (V3, I1).

-- Salts the hashes of what is remembered without a key, which must outlive one: seeds (H1).
ALTER TABLE organisation ADD COLUMN salt BLOB NOT NULL DEFAULT x'';
UPDATE organisation SET salt = randomblob (16);

-- The digits themselves are a sealed value of the code; `lookup` finds them under the newest master key (B5). Codes of a
-- practice organisation have neither.
ALTER TABLE bypass_codes ADD COLUMN lookup BLOB;
ALTER TABLE bypass_codes ADD COLUMN maker TEXT NOT NULL DEFAULT '';      -- the actor, as the log names it
ALTER TABLE bypass_codes ADD COLUMN digits INTEGER;                     -- how many it has
ALTER TABLE bypass_codes ADD COLUMN is_own INTEGER NOT NULL DEFAULT 0;  -- typed by whoever made it
DROP INDEX bypass_codes_by_user;
CREATE UNIQUE INDEX bypass_codes_by_lookup ON bypass_codes (user_id, lookup);

-- Every code that a user has had since the last rotation: an own code must be none of them (B1).
CREATE TABLE past_bypass_codes (
  user_id  INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  lookup   BLOB    NOT NULL,
  PRIMARY KEY (user_id, lookup)
) STRICT, WITHOUT ROWID;

INSERT INTO settings (key, value, last_op)
SELECT given.column1, given.column2, 0
FROM organisation, (VALUES ('lockout_threshold', 10), ('lockout_expire_duration', NULL),
                           ('lockout_per_application', 0), ('helpdesk_bypass', 'allow'),
                           ('helpdesk_bypass_expiration', 60)) AS given;
