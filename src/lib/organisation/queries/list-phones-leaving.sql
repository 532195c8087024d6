-- As list-users-coming-back.sql: phones that the backup does not have yet
SELECT CASE WHEN number <> '' THEN number ELSE name END FROM phones AS p
WHERE NOT EXISTS (SELECT 1 FROM backup.phones AS b WHERE b.key = p.key) ORDER BY 1
