SELECT id FROM groups WHERE key = ?1
