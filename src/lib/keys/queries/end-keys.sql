-- ?1 entry, ?2 now, ?3 use: but those of the entry itself
UPDATE keys SET ended = ?2, last_op = ?1 WHERE use = ?3 AND ended IS NULL AND last_op <> ?1
