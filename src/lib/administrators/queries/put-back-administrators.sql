-- ?1 entry
UPDATE administrators SET
  name = iif (json_type (b.before, '$.name') IS NULL, name, b.before ->> '$.name'),
  name_fold = iif (json_type (b.before, '$.name') IS NULL, name_fold, gh_search_fold (b.before ->> '$.name')),
  email = iif (json_type (b.before, '$.email') IS NULL, email, b.before ->> '$.email'),
  email_key = iif (json_type (b.before, '$.email') IS NULL, email_key, gh_name_key (b.before ->> '$.email')),
  last_op = ?1
FROM temp.back AS b
WHERE administrators.id = b.id AND b.before IS NOT NULL AND b.after IS NOT NULL
