-- ?1 directory, ?2 external id
SELECT u.id, u.username, u.realname, u.email, u.directory_disabled, u.last_sync, s.status, s.until, s.restored, t.origin,
       iif (t.user_id IS NULL, NULL,
            json_object ('origin', t.origin, 'sent', t.sent, 'sent_by', t.sent_by, 'purge_at', t.purge_at,
                         'status_before', t.status_before, 'until_before', t.until_before))
FROM users AS u JOIN user_status AS s ON s.user_id = u.id
LEFT JOIN trash AS t ON t.user_id = u.id
WHERE u.directory_id = ?1 AND u.external_id = ?2
