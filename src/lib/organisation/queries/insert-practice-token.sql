INSERT INTO tokens (id, key, type, serial, serial_fold, last_op) VALUES (?1, ?2, ?3, ?4, ?4, ?5)
