-- As list-users-coming-back.sql: administrators whom the backup does not have
SELECT name FROM administrators AS a
WHERE NOT EXISTS (SELECT 1 FROM backup.administrators AS b WHERE b.key = a.key) ORDER BY name_fold, name
