-- ?1 directory
SELECT EXISTS (SELECT 1 FROM users WHERE directory_id = ?1) OR EXISTS (SELECT 1 FROM groups WHERE directory_id = ?1)
