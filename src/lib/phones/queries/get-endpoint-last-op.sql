SELECT last_op FROM endpoints WHERE id = ?1
