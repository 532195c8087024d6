INSERT INTO temp.leaving (id) SELECT id FROM temp.chunk
