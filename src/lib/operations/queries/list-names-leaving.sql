-- In a database, with the backup that shall replace it attached: the names that nobody has any more by the backup
SELECT name_key FROM user_names
WHERE NOT EXISTS (SELECT 1 FROM backup.user_names AS b WHERE b.name_key = user_names.name_key)
