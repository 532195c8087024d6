INSERT INTO temp.block (id) VALUES (?1)
