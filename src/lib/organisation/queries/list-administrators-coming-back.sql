-- As list-users-coming-back.sql: administrators who may do more by the backup, or at all
SELECT b.name FROM backup.administrators AS b LEFT JOIN administrators AS a ON a.key = b.key
WHERE a.id IS NULL OR (NOT b.disabled AND a.disabled) OR b.role < a.role
ORDER BY b.name_fold, b.name
