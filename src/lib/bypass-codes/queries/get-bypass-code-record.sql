-- ?1 row id; JSON of the whole record (J1)
SELECT json_object ('key', r.key, 'user', r.user_id, 'created', r.created, 'created_by', r.created_by,
                    'expires', r.expires, 'uses', r.uses)
FROM bypass_codes AS r WHERE r.id = ?1
