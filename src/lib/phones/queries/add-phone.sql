-- ?1 key, ?2 number, ?3 extension, ?4 name, ?5 type, ?6 platform, ?7 entry
INSERT INTO phones (key, number, extension, name, type, platform, last_op) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
