INSERT INTO temp.leaving_phones (id) VALUES (?1)
