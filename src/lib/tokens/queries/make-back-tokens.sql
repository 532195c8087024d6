-- ?1 entry
INSERT INTO tokens (id, key, type, serial, serial_fold, last_op)
SELECT id, before ->> '$.key', before ->> '$.type', before ->> '$.serial', gh_search_fold (before ->> '$.serial'), ?1
FROM temp.back WHERE before IS NOT NULL AND after IS NULL
