SELECT user_id, alias_fold FROM user_aliases ORDER BY user_id
