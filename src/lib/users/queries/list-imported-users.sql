-- ?1 first and ?2 last row id of users who were just made by an import, for gh_journal_statement(): what an import
-- cannot give is not looked for
SELECT u.id, NULL, NULL, json_object (
  'key', u.key, 'username', u.username,
  'aliases', json ((SELECT json_group_object ('alias' || slot, alias) FROM user_aliases WHERE user_id = u.id)),
  'realname', u.realname, 'email', u.email, 'notes', u.notes, 'created', u.created,
  'directory', NULL, 'external_id', NULL, 'last_sync', NULL, 'directory_disabled', 0,
  'status', s.status, 'until', s.until, 'unlocked', NULL, 'restored', NULL, 'trash', NULL,
  'groups', json ((SELECT json_group_array (group_id) FROM memberships WHERE user_id = u.id)),
  'phones', json ((SELECT json_group_array (phone_id) FROM phone_owners WHERE user_id = u.id)),
  'tokens', json ((SELECT json_group_array (token_id) FROM token_owners WHERE user_id = u.id)),
  'endpoints', json ('[]'))
FROM users AS u JOIN user_status AS s ON s.user_id = u.id
WHERE u.id BETWEEN ?1 AND ?2
ORDER BY u.id
