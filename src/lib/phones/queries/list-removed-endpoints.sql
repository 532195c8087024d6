-- The endpoints of `chunk`, to be removed, for gh_journal_rows()
SELECT chunk.id, r.last_op, json_object ('key', r.key, 'name', r.name), NULL
FROM temp.chunk CROSS JOIN endpoints AS r ON r.id = chunk.id
ORDER BY chunk.id
