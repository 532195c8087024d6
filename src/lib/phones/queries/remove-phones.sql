DELETE FROM phones WHERE id IN (SELECT id FROM temp.chunk)
