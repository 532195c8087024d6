SELECT key, use || ' ' || id FROM keys WHERE id = ?1
