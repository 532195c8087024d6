-- ?1 id, ?2 key, ?3 number, ?4 extension, ?5 type, ?6 platform, ?7 entry
INSERT OR FAIL INTO phones (id, key, number, extension, type, platform, last_op)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
