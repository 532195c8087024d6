-- ?1 entry
SELECT kind, count(*) FROM journal WHERE op = ?1 GROUP BY kind ORDER BY kind
