SELECT key, name FROM directories WHERE id = ?1
