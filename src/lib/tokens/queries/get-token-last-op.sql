SELECT last_op FROM tokens WHERE id = ?1
