-- ?1 entry
INSERT INTO endpoints (id, key, name, last_op)
SELECT id, before ->> '$.key', before ->> '$.name', ?1
FROM temp.back WHERE before IS NOT NULL AND after IS NULL
