-- ?1 number, ?2 its beginning, ?3 hash of its rows, ?4 hash of the minute before, ?5 its hash
INSERT INTO minutes (number, minute, rows, before, hash) VALUES (?1, ?2, ?3, ?4, ?5)
