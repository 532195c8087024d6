DELETE FROM user_aliases WHERE user_id = ?1 AND slot = ?2
