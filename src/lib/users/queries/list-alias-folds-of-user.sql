SELECT user_id, alias_fold FROM user_aliases WHERE user_id = ?1
