-- ?1 entry, ?2 now
UPDATE bypass_codes SET expires = ?2, last_op = ?1 WHERE id IN (SELECT id FROM temp.chunk)
