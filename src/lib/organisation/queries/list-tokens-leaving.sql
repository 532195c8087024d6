-- As list-users-coming-back.sql: hardware tokens that the backup does not have yet
SELECT serial FROM tokens AS t
WHERE NOT EXISTS (SELECT 1 FROM backup.tokens AS b WHERE b.key = t.key) ORDER BY serial_fold, serial
