-- ?1 user
SELECT status, until FROM user_status WHERE user_id = ?1
