-- ?1 number, ?2 hash of its rows, ?3 its hash
UPDATE minutes SET rows = ?2, hash = ?3 WHERE number = ?1
