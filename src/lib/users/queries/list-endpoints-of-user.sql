-- ?1 user, ?2 unix seconds: the computers used since
SELECT DISTINCT host FROM events.endpoints WHERE user_id = ?1 AND used > ?2 ORDER BY host
