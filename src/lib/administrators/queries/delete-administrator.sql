-- ?1 row id
DELETE FROM administrators WHERE id = ?1
