SELECT key, name FROM endpoints WHERE id = ?1
