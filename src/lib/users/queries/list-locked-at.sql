-- ?1 user, ?2 now: what applications are called that alone deny the user
SELECT a.name FROM events.application_lockouts AS a CROSS JOIN user_status AS s ON s.user_id = a.user_id
WHERE a.user_id = ?1 AND (a.until IS NULL OR a.until > ?2)
  AND a.number NOT IN (SELECT value FROM json_each (s.unlocked_there))
ORDER BY a.name, a.application
