INSERT INTO temp.chunk (id) SELECT id FROM temp.back WHERE after IS NULL
