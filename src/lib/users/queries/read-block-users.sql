-- The users of `block`, each once; GhUserBlock relies on the order of the rows and columns.
SELECT b.id, u.key, u.username, u.realname, u.email, u.notes, u.created, u.directory_id, u.external_id, u.last_sync,
       u.directory_disabled, s.status, s.until, s.unlocked, n.time, l.time, l.until, l.reason, t.origin, t.purge_at,
       t.sent, t.sent_by, l.number
FROM temp.block AS b
CROSS JOIN users AS u ON u.id = b.id
CROSS JOIN user_status AS s ON s.user_id = b.id
LEFT JOIN trash AS t ON t.user_id = b.id
LEFT JOIN events.logins AS n ON n.user_id = b.id
LEFT JOIN events.lockouts AS l ON l.user_id = b.id
ORDER BY b.id
