-- What belongs to them goes by its foreign keys.
DELETE FROM users WHERE id IN (SELECT id FROM temp.chunk)
