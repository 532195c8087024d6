-- ?1 user: what a decision needs, and the lock-out that the user's failures began
SELECT s.status, s.until, s.unlocked, l.number, l.time, l.until, u.directory_id, u.directory_disabled,
       t.origin, t.purge_at, t.status_before, t.until_before, s.last_op, u.username, l.attempt, l.forgiven
FROM users AS u
CROSS JOIN user_status AS s ON s.user_id = u.id
LEFT JOIN trash AS t ON t.user_id = u.id
LEFT JOIN lockouts AS l ON l.user_id = u.id
WHERE u.id = ?1
