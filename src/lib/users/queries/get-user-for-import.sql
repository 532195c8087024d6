SELECT u.username, u.realname, u.email, u.notes, s.status, s.until, s.last_op, u.directory_id, u.directory_disabled,
       EXISTS (SELECT 1 FROM trash WHERE user_id = u.id), u.firstname, u.lastname
FROM users AS u JOIN user_status AS s ON s.user_id = u.id
WHERE u.id = ?1
