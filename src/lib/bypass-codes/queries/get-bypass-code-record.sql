-- ?1 row id; JSON of the whole record (J1). What later versions added stands in it only where it is set.
SELECT json_patch (json_patch (
         json_object ('key', r.key, 'user', r.user_id, 'created', r.created, 'created_by', r.created_by,
                      'expires', r.expires, 'uses', r.uses),
         iif (r.digits IS NULL, '{}', json_object ('digits', r.digits, 'is_own', r.is_own, 'maker', r.maker))),
         iif (r.ended IS NULL, '{}', json_object ('ended', r.ended)))
FROM bypass_codes AS r WHERE r.id = ?1
