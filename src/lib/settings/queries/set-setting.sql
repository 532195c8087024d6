-- ?1 setting, ?2 entry, ?3 value
UPDATE settings SET last_op = ?2, value = ?3 WHERE id = ?1
