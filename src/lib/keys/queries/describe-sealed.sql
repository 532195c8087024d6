SELECT key, purpose FROM sealed WHERE id = ?1
