SELECT last_op FROM user_status WHERE user_id = ?1
