-- ?1 kind
DELETE FROM temp.undo WHERE kind = ?1
