-- ?1 code, ?2 the hash that finds it
UPDATE bypass_codes SET lookup = ?2 WHERE id = ?1
