-- ?1 name key; the order of the columns is that of GhGroupFacts.
SELECT id, key, name, description, status, directory_id, last_op FROM groups WHERE name_key = ?1
