-- ?1 code: its key, whose it is, by key and username
SELECT c.key, u.key, u.username FROM bypass_codes AS c JOIN users AS u ON u.id = c.user_id WHERE c.id = ?1
