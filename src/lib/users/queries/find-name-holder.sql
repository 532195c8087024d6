-- ?1 name key
SELECT names.user_id, names.slot, users.username,
       coalesce (nullif (users.realname, ''), users.username),
       EXISTS (SELECT 1 FROM trash WHERE trash.user_id = names.user_id),
       coalesce ((SELECT alias FROM user_aliases AS a WHERE a.user_id = names.user_id AND a.slot = names.slot),
                 users.username)
FROM user_names AS names JOIN users ON users.id = names.user_id
WHERE names.name_key = ?1
