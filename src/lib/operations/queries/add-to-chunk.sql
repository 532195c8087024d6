INSERT INTO temp.chunk (id) VALUES (?1)
