-- ?1 entry
UPDATE tokens SET
  type = iif (json_type (b.before, '$.type') IS NULL, type, b.before ->> '$.type'),
  serial = iif (json_type (b.before, '$.serial') IS NULL, serial, b.before ->> '$.serial'),
  serial_fold = iif (json_type (b.before, '$.serial') IS NULL, serial_fold, gh_search_fold (b.before ->> '$.serial')),
  last_op = ?1
FROM temp.back AS b
WHERE tokens.id = b.id AND b.before IS NOT NULL AND b.after IS NOT NULL
