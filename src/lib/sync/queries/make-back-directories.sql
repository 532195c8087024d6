-- ?1 entry
INSERT INTO directories (id, key, name, name_key, last_op)
SELECT id, before ->> '$.key', before ->> '$.name', gh_name_key (before ->> '$.name'), ?1
FROM temp.back WHERE before IS NOT NULL AND after IS NULL
