-- ?1 number, ?2 kind, ?3 key, ?4 now. A directory set back by hand may have given the number to another.
INSERT INTO endings (id, kind, key, time)
VALUES (CASE WHEN EXISTS (SELECT 1 FROM endings WHERE id = ?1) THEN NULL ELSE ?1 END, ?2, ?3, ?4)
ON CONFLICT (kind, key) DO NOTHING
