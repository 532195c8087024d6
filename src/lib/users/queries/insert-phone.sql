-- ?1 key, ?2 number, ?3 extension, ?4 type, ?5 platform, ?6 entry
INSERT INTO phones (key, number, extension, type, platform, last_op) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
