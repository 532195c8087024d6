-- As list-users-coming-back.sql: who has by the backup alone which of the phones that both have
SELECT bu.username || ' (' || coalesce (nullif (b.number, '') || iif (b.extension <> '', ' x' || b.extension, ''),
                                        nullif (b.name, ''), b.key) || ')'
FROM backup.phone_owners AS bo
CROSS JOIN backup.phones AS b ON b.id = bo.phone_id
CROSS JOIN phones AS t ON t.key = b.key
CROSS JOIN backup.users AS bu ON bu.id = bo.user_id
WHERE NOT EXISTS (
  SELECT 1 FROM users AS u CROSS JOIN phone_owners AS o ON o.user_id = u.id AND o.phone_id = t.id WHERE u.key = bu.key)
ORDER BY bu.username_fold, 1
