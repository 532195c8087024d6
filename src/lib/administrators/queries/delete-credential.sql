-- ?1 row id
DELETE FROM administrator_credentials WHERE id = ?1
