-- ?1 row id; JSON of the whole record (J1)
SELECT json_object ('key', r.key, 'number', r.number, 'extension', r.extension, 'name', r.name, 'type', r.type,
                    'platform', r.platform, 'activated', r.activated)
FROM phones AS r WHERE r.id = ?1
