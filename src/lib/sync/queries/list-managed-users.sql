-- ?1 directory: its users who are not in the Trash. The columns are those of find-managed-user, and the external id.
SELECT u.id, u.username, u.realname, u.email, u.directory_disabled, u.last_sync, s.status, s.until, s.restored,
       NULL, NULL, u.external_id
FROM users AS u JOIN user_status AS s ON s.user_id = u.id
WHERE u.directory_id = ?1 AND NOT EXISTS (SELECT 1 FROM trash WHERE user_id = u.id)
ORDER BY u.id
