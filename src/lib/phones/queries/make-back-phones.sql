-- ?1 entry
INSERT INTO phones (id, key, number, extension, name, type, platform, activated, last_op)
SELECT id, before ->> '$.key', before ->> '$.number', before ->> '$.extension', before ->> '$.name',
       before ->> '$.type', before ->> '$.platform', before ->> '$.activated', ?1
FROM temp.back WHERE before IS NOT NULL AND after IS NULL
