SELECT id FROM directories WHERE name_key = ?1
