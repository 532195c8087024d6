INSERT INTO temp.undo (kind, id, step) VALUES (?1, ?2, ?3)
