INSERT INTO temp.leaving_groups (id) VALUES (?1)
