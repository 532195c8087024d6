-- ?1 row id; JSON of the whole record (J1)
SELECT json_object ('key', r.key, 'name', r.name)
FROM endpoints AS r WHERE r.id = ?1
