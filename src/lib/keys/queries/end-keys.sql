-- ?1 entry, ?2 now, ?3 use, ?4 one that stays: and those of the entry itself stay
UPDATE keys SET ended = ?2, last_op = ?1 WHERE use = ?3 AND ended IS NULL AND last_op <> ?1 AND id <> ?4
