-- ?1 entry; in the order that J2 hashes them, which is the table's own
SELECT hash FROM journal WHERE op = ?1 ORDER BY kind, id
