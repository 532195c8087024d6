SELECT key, key FROM settings WHERE id = ?1
