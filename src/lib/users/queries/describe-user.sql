SELECT key, username FROM users WHERE id = ?1
