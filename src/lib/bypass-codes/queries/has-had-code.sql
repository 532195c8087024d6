-- ?1 user, ?2 the hash that finds a code: whether the user has had it since the last rotation
SELECT EXISTS (SELECT 1 FROM past_bypass_codes WHERE user_id = ?1 AND lookup = ?2)
