INSERT INTO temp.back (id, before, after) VALUES (?1, ?2, ?3)
