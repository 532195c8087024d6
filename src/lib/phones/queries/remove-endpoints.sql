DELETE FROM endpoints WHERE id IN (SELECT id FROM temp.chunk)
