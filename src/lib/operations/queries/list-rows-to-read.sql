-- ?1 entry, ?2 kind
SELECT id, before, after, salt IS NULL, typeof (after) FROM journal WHERE op = ?1 AND kind = ?2 ORDER BY id
