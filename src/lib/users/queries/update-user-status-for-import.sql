-- ?1 user, ?2 status, ?3 until, ?4 entry
UPDATE user_status SET status = ?2, until = ?3, last_op = ?4 WHERE user_id = ?1
