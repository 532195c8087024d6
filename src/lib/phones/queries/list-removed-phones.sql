-- The phones of `chunk`, to be removed, for gh_journal_rows()
SELECT chunk.id, r.last_op, json_object ('key', r.key, 'number', r.number, 'extension', r.extension, 'name', r.name, 'type', r.type,
                    'platform', r.platform, 'activated', r.activated), NULL
FROM temp.chunk CROSS JOIN phones AS r ON r.id = chunk.id
ORDER BY chunk.id
