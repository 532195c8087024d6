-- ?1 entry
UPDATE endpoints SET name = coalesce (b.before ->> '$.name', name), last_op = ?1
FROM temp.back AS b
WHERE endpoints.id = b.id AND b.before IS NOT NULL AND b.after IS NOT NULL
