-- The codes of `chunk`, to be removed, for gh_journal_rows()
SELECT chunk.id, r.last_op,
       json_patch (json_patch (
         json_object ('key', r.key, 'user', r.user_id, 'created', r.created, 'created_by', r.created_by,
                      'expires', r.expires, 'uses', r.uses),
         iif (r.digits IS NULL, '{}', json_object ('digits', r.digits, 'is_own', r.is_own, 'maker', r.maker))),
         iif (r.ended IS NULL, '{}', json_object ('ended', r.ended))),
       NULL
FROM temp.chunk CROSS JOIN bypass_codes AS r ON r.id = chunk.id
ORDER BY chunk.id
