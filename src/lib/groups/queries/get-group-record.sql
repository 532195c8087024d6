-- ?1 group; JSON of the whole record (J1). Memberships are in the users' records.
SELECT json_object ('key', key, 'name', name, 'description', description, 'status', status, 'directory', directory_id)
FROM groups WHERE id = ?1
