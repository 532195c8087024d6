INSERT INTO phones (id, key, number, type, platform, last_op) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
