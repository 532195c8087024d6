-- As list-users-coming-back.sql: phones that the database has no more
SELECT CASE WHEN number <> '' THEN number ELSE name END FROM backup.phones AS b
WHERE NOT EXISTS (SELECT 1 FROM phones WHERE phones.key = b.key) ORDER BY 1
