DELETE FROM groups WHERE id IN (SELECT id FROM temp.chunk)
