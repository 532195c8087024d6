SELECT expires IS NULL OR uses IS NULL FROM bypass_codes WHERE id = ?1
