-- ?1 user
SELECT a.application, a.name, a.number, a.until, a.attempt, a.forgiven,
       a.number IN (SELECT value FROM json_each (s.unlocked_there))
FROM application_lockouts AS a CROSS JOIN user_status AS s ON s.user_id = a.user_id
WHERE a.user_id = ?1
ORDER BY a.name, a.application
