-- ?1 identity
UPDATE about SET identity = ?1
