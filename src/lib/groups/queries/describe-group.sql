SELECT key, name FROM groups WHERE id = ?1
