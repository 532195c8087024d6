SELECT id, name FROM directories WHERE key = ?1
