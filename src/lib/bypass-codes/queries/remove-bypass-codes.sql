DELETE FROM bypass_codes WHERE id IN (SELECT id FROM temp.chunk)
