-- ?1 user
SELECT EXISTS (SELECT 1 FROM bypass_codes WHERE user_id = ?1)
