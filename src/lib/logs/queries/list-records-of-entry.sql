-- ?1 entry, ?2 limit; the last two: whether it is erased, and whether the record was created
SELECT kind, id, before, after, salt IS NULL, typeof (after) = 'blob' FROM journal WHERE op = ?1
ORDER BY kind, id LIMIT ?2
