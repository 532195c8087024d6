-- ?1 user; JSON of the whole record (J1). Endpoints are facts; the member stands for a table of the first schema, so that
-- records hash as they did.
SELECT json_patch (json_object (
  'key', u.key, 'username', u.username,
  'aliases', json ((SELECT json_group_object ('alias' || slot, alias) FROM user_aliases WHERE user_id = u.id)),
  'realname', u.realname, 'email', u.email, 'notes', u.notes, 'created', u.created,
  'directory', u.directory_id, 'external_id', u.external_id, 'last_sync', u.last_sync,
  'directory_disabled', u.directory_disabled,
  'status', s.status, 'until', s.until, 'unlocked', s.unlocked, 'restored', s.restored,
  'trash', json ((SELECT json_object ('origin', origin, 'sent', sent, 'sent_by', sent_by, 'purge_at', purge_at,
                                      'status_before', status_before, 'until_before', until_before)
                  FROM trash WHERE user_id = u.id)),
  'groups', json ((SELECT json_group_array (group_id) FROM memberships WHERE user_id = u.id)),
  'phones', json ((SELECT json_group_array (phone_id) FROM phone_owners WHERE user_id = u.id)),
  'tokens', json ((SELECT json_group_array (token_id) FROM token_owners WHERE user_id = u.id)),
  'endpoints', json ('[]')),
  json_object ('firstname', nullif (u.firstname, ''), 'lastname', nullif (u.lastname, ''),
               'unlocked_there', json (s.unlocked_there)))
FROM users AS u JOIN user_status AS s ON s.user_id = u.id
WHERE u.id = ?1
