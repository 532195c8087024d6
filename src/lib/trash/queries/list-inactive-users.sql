-- ?1 the latest moment that is long enough ago, ?2 the same for a return from the Trash. Counted from the latest of
-- last sign-in, creation and the beginning of the events file; if that is unknown, no users (S8).
SELECT u.id
FROM users AS u
JOIN user_status AS s ON s.user_id = u.id
LEFT JOIN events.logins AS n ON n.user_id = u.id
WHERE u.directory_id IS NULL
  AND max (u.created, coalesce (n.time, 0), (SELECT began FROM events.about)) <= ?1
  AND (s.restored IS NULL OR s.restored <= ?2)
  AND NOT EXISTS (SELECT 1 FROM trash WHERE trash.user_id = u.id)
ORDER BY u.id
