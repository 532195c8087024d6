-- ?1 row id; JSON of the whole record (J1). What a later version added stands in it only where it is set.
SELECT json_patch (json_object ('key', r.key, 'user', r.user_id, 'created', r.created, 'created_by', r.created_by,
                                'expires', r.expires, 'uses', r.uses),
                   iif (r.digits IS NULL, '{}', json_object ('digits', r.digits, 'is_own', r.is_own, 'maker', r.maker)))
FROM bypass_codes AS r WHERE r.id = ?1
