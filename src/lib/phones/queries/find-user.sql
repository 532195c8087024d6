-- ?1 name key: the user, with how they came into the Trash and how many phones they have
SELECT u.id, u.key, u.username,
       (SELECT origin FROM trash WHERE user_id = u.id),
       (SELECT count (*) FROM phone_owners WHERE user_id = u.id)
FROM user_names AS n JOIN users AS u ON u.id = n.user_id WHERE n.name_key = ?1
