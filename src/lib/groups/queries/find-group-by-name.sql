-- ?1 name key; columns in the order of GhGroupFacts.
SELECT id, key, name, description, status, directory_id, last_op FROM groups WHERE name_key = ?1
