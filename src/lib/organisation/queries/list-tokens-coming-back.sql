-- As list-users-coming-back.sql: hardware tokens that the database has no more
SELECT serial FROM backup.tokens AS b
WHERE NOT EXISTS (SELECT 1 FROM tokens WHERE tokens.key = b.key) ORDER BY serial_fold, serial
