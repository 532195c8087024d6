-- ?1 entry
UPDATE settings SET value = b.before ->> '$.value', last_op = ?1
FROM temp.back AS b
WHERE settings.id = b.id AND json_type (b.before, '$.value') IS NOT NULL
