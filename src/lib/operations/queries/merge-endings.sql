INSERT INTO endings (id, kind, key, time)
SELECT CASE WHEN EXISTS (SELECT 1 FROM endings AS e WHERE e.id = b.id) THEN NULL ELSE b.id END, kind, key, time
FROM backup.endings AS b WHERE true ORDER BY b.id
ON CONFLICT (kind, key) DO NOTHING
