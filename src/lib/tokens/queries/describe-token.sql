SELECT key, serial FROM tokens WHERE id = ?1
