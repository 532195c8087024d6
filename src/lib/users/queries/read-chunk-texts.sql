SELECT u.id, u.key, u.username, u.realname, u.firstname, u.lastname, u.email, u.notes, u.directory_id,
       (SELECT origin FROM trash WHERE user_id = u.id)
FROM temp.chunk JOIN users AS u ON u.id = chunk.id
ORDER BY u.id
