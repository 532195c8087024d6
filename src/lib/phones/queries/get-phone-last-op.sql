SELECT last_op FROM phones WHERE id = ?1
