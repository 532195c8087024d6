DELETE FROM bypass_codes WHERE id = ?1
