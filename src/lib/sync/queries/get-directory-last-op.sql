SELECT last_op FROM directories WHERE id = ?1
