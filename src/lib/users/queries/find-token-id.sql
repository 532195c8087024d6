SELECT id FROM tokens WHERE serial = ?1 AND type = ?2
