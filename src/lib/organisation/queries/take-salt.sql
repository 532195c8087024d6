-- ?1 the salt of the database that is replaced; NULL: not known. A backup from before there was one got another, and what
-- was hashed meanwhile must still be found (H1, V4).
UPDATE organisation SET salt = ?1
WHERE ?1 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM credentials) AND NOT EXISTS (SELECT 1 FROM past_seeds)
  AND NOT EXISTS (SELECT 1 FROM former_names)
