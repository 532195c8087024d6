-- ?1 now. Who was sent for inactivity and signed in since comes back instead (S7). For the order alone it would read all.
SELECT t.user_id
FROM trash AS t INDEXED BY trash_by_purge_at
WHERE t.purge_at <= ?1
  AND NOT (t.origin = 2 AND EXISTS (SELECT 1 FROM events.logins AS n WHERE n.user_id = t.user_id AND n.time > t.sent))
ORDER BY t.user_id
