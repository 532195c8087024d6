-- ?1 now, ?2 actor, ?3 what, ?4 format, ?5 query, ?6 rows, ?7 target
INSERT INTO exports (time, actor, what, format, query, rows, target) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
