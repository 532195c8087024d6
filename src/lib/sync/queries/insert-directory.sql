-- ?1 key, ?2 name, ?3 its name key, ?4 entry
INSERT INTO directories (key, name, name_key, last_op) VALUES (?1, ?2, ?3, ?4)
