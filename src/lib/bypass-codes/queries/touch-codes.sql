-- ?1 entry: it touched the codes of `chunk`
UPDATE bypass_codes SET last_op = ?1 WHERE id IN (SELECT id FROM temp.chunk)
