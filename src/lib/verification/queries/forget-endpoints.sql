-- ?1 JSON array of row ids of users
DELETE FROM endpoints WHERE user_id IN (SELECT value FROM json_each (?1))
