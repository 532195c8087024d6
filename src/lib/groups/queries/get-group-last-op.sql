SELECT last_op FROM groups WHERE id = ?1
