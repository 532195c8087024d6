-- As list-users-coming-back.sql: who has no more by the backup which of the phones that both have
SELECT u.username || ' (' || coalesce (nullif (t.number, '') || iif (t.extension <> '', ' x' || t.extension, ''),
                                        nullif (t.name, ''), t.key) || ')'
FROM phone_owners AS o
CROSS JOIN phones AS t ON t.id = o.phone_id
CROSS JOIN backup.phones AS b ON b.key = t.key
CROSS JOIN users AS u ON u.id = o.user_id
WHERE NOT EXISTS (
  SELECT 1 FROM backup.users AS bu CROSS JOIN backup.phone_owners AS bo ON bo.user_id = bu.id AND bo.phone_id = b.id
  WHERE bu.key = u.key)
ORDER BY u.username_fold, 1
