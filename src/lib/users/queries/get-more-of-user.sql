-- ?1 user: what the user's page shows besides the list row
SELECT s.last_op, d.name, t.status_before, e.email, e.expires
FROM users AS u JOIN user_status AS s ON s.user_id = u.id
LEFT JOIN directories AS d ON d.id = u.directory_id
LEFT JOIN trash AS t ON t.user_id = u.id
LEFT JOIN enrolments AS e ON e.user_id = u.id
  AND e.era = (SELECT o.era FROM organisation AS o JOIN events.about AS a ON a.identity = o.events)
WHERE u.id = ?1
