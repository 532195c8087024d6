-- ?1 kind, ?2 id
DELETE FROM temp.undo WHERE kind = ?1 AND id = ?2
