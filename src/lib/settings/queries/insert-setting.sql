-- ?1 key, ?2 entry, ?3 value
INSERT INTO settings (key, last_op, value) VALUES (?1, ?2, ?3)
