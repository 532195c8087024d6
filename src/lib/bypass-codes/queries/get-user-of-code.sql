SELECT user_id FROM bypass_codes WHERE id = ?1
