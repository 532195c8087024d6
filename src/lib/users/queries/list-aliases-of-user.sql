SELECT slot, alias FROM user_aliases WHERE user_id = ?1 ORDER BY slot
