-- ?1 kind, ?2 record, ?3 purpose, ?4 key number, ?5 value, ?6 entry
INSERT INTO sealed (kind, record, purpose, key_number, value, last_op) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
