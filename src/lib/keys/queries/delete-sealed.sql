-- ?1 row id
DELETE FROM sealed WHERE id = ?1
