-- ?1 entry; its kinds, each with the first record
SELECT kind, min (id) FROM journal WHERE op = ?1 GROUP BY kind ORDER BY kind
