-- ?1 entry
SELECT kind, id, before, after IS NULL FROM journal WHERE op = ?1 ORDER BY kind, id
