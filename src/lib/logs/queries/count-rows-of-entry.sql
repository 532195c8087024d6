-- ?1 entry
SELECT count (*) FROM journal WHERE op = ?1
