-- A credential is shown by whose it is.
SELECT c.key, r.name FROM administrator_credentials AS c JOIN administrators AS r ON r.id = c.administrator_id
WHERE c.id = ?1
