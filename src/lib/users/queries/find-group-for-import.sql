-- ?1 name key
SELECT id, status, directory_id FROM groups WHERE name_key = ?1
