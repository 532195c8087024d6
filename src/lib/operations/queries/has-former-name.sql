-- ?1 hash
SELECT EXISTS (SELECT 1 FROM former_names WHERE hash = ?1)
