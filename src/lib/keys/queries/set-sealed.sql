-- ?1 row id, ?2 key number, ?3 value, ?4 entry
UPDATE sealed SET key_number = ?2, value = ?3, last_op = ?4 WHERE id = ?1
