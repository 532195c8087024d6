-- Columns in the order of GhGroupFacts.
SELECT id, key, name, description, status, directory_id, last_op FROM groups WHERE id = ?1
