SELECT id FROM users WHERE key = ?1
