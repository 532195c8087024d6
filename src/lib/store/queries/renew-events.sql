-- ?1 now. It counts as another file from here on, which begins now but keeps the facts (X).
UPDATE about SET identity = randomblob (16), began = ?1
