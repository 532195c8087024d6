-- The number, or for a tablet the name, if it has one
SELECT key, CASE WHEN number = '' THEN coalesce (nullif (name, ''), key)
                 WHEN extension = '' THEN number ELSE number || ' x' || extension END
FROM phones WHERE id = ?1
