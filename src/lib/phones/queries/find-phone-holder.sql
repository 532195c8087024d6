-- ?1 number, ?2 extension: the phone that has them, its first owner's name, whether that one is in the Trash, and how
-- many owners it has
SELECT p.id, coalesce (nullif (u.realname, ''), u.username),
       EXISTS (SELECT 1 FROM trash WHERE user_id = u.id),
       (SELECT count (*) FROM phone_owners WHERE phone_id = p.id)
FROM phones AS p
LEFT JOIN phone_owners AS o ON o.phone_id = p.id
LEFT JOIN users AS u ON u.id = o.user_id
WHERE p.number = ?1 AND p.extension = ?2 AND p.number <> ''
ORDER BY u.id LIMIT 1
