-- ?1 entry, ?3 name, ?4 description, ?5 status (-1: unchanged); the groups of `chunk`, for gh_journal_rows().
-- A patch with NULL leaves a field out.
SELECT id, last_op,
       json_patch ('{}', json_object ('name', iif (name <> ?3, name, NULL),
                                      'description', iif (description <> ?4, description, NULL),
                                      'status', iif (?5 >= 0 AND status <> ?5, status, NULL))),
       json_patch ('{}', json_object ('name', iif (name <> ?3, ?3, NULL),
                                      'description', iif (description <> ?4, ?4, NULL),
                                      'status', iif (?5 >= 0 AND status <> ?5, ?5, NULL)))
FROM groups WHERE id IN (SELECT id FROM temp.chunk)
ORDER BY id
