-- The number, or for a tablet the name
SELECT key, CASE WHEN number = '' THEN name WHEN extension = '' THEN number ELSE number || ' x' || extension END
FROM phones WHERE id = ?1
