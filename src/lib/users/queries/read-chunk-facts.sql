-- The order of the columns is that of GhUserFacts.
SELECT chunk.id, s.status, s.until, s.unlocked, l.time, l.until, u.directory_id, u.directory_disabled,
       t.origin, t.purge_at, t.status_before, t.until_before, s.last_op
FROM temp.chunk
JOIN user_status AS s ON s.user_id = chunk.id
JOIN users AS u ON u.id = chunk.id
LEFT JOIN trash AS t ON t.user_id = chunk.id
LEFT JOIN events.lockouts AS l ON l.user_id = chunk.id
ORDER BY chunk.id
