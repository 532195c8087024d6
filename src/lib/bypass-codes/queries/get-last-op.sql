SELECT last_op FROM bypass_codes WHERE id = ?1
