-- ?1 entry
UPDATE groups SET
  name = iif (json_type (b.before, '$.name') IS NULL, name, b.before ->> '$.name'),
  name_key = iif (json_type (b.before, '$.name') IS NULL, name_key, gh_name_key (b.before ->> '$.name')),
  name_fold = iif (json_type (b.before, '$.name') IS NULL, name_fold, gh_search_fold (b.before ->> '$.name')),
  description = iif (json_type (b.before, '$.description') IS NULL, description, b.before ->> '$.description'),
  status = iif (json_type (b.before, '$.status') IS NULL, status, b.before ->> '$.status'),
  directory_id = iif (json_type (b.before, '$.directory') IS NULL, directory_id, b.before ->> '$.directory'),
  last_op = ?1
FROM temp.back AS b
WHERE groups.id = b.id AND b.before IS NOT NULL AND b.after IS NOT NULL
