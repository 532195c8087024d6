-- ?1 user, ?2 unix seconds: those used since
SELECT id, host, client, used FROM events.endpoints WHERE user_id = ?1 AND used > ?2 ORDER BY host, client
