-- ?1 now, ?2 which file it must be, NULL: any. It counts as another from here on, which begins now but keeps the facts (X).
UPDATE about SET identity = randomblob (16), began = ?1 WHERE ?2 IS NULL OR identity = ?2
