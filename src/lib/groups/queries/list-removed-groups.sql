-- ?1 entry; the groups of `chunk`, for gh_journal_rows()
SELECT id, last_op,
       json_object ('key', key, 'name', name, 'description', description, 'status', status,
                    'directory', directory_id), NULL
FROM groups WHERE id IN (SELECT id FROM temp.chunk)
ORDER BY id
