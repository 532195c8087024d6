DELETE FROM user_names WHERE user_id = ?1 AND slot = ?2
