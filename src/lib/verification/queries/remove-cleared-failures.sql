-- ?1 user
DELETE FROM failures WHERE user_id = ?1 AND factors = 0
