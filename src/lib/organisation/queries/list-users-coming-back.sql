-- In a database, with the backup that shall replace it attached: who may sign in by the backup alone, or does so without
-- a second factor by the backup alone
SELECT b.username
FROM backup.users AS b JOIN backup.user_status AS bs ON bs.user_id = b.id
LEFT JOIN users AS u ON u.key = b.key
LEFT JOIN user_status AS s ON s.user_id = u.id
WHERE bs.status <> 2 AND b.id NOT IN (SELECT user_id FROM backup.trash)
  AND (u.id IS NULL OR s.status = 2 OR u.id IN (SELECT user_id FROM trash) OR (bs.status = 1 AND s.status <> 1))
ORDER BY b.username_fold, b.username
