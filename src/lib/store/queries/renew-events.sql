-- ?1 now, ?2 which file it must be, NULL: any, ?3 after which number attempts go on at least: those since the copy have had
-- the next ones. It counts as another from here on, which begins now but keeps the facts (X).
UPDATE about SET identity = randomblob (16), began = ?1, last_attempt = max (last_attempt, ?3)
WHERE ?2 IS NULL OR identity = ?2
