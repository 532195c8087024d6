-- ?1 entry
INSERT INTO groups (id, key, name, name_key, name_fold, description, status, directory_id, last_op)
SELECT id, before ->> '$.key', before ->> '$.name', gh_name_key (before ->> '$.name'),
       gh_search_fold (before ->> '$.name'), before ->> '$.description', before ->> '$.status',
       before ->> '$.directory', ?1
FROM temp.back WHERE before IS NOT NULL AND after IS NULL
