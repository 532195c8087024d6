SELECT last_op FROM credentials WHERE id = ?1
