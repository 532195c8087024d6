-- ?1 row id; JSON of the whole record (J1), with the hash of the sealed bytes
SELECT json_object ('key', key, 'purpose', purpose, 'key_number', key_number, 'value', lower (hex (gh_sha256 (value))))
FROM sealed WHERE id = ?1
