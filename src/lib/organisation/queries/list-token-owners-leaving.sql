-- As list-users-coming-back.sql: who has no more by the backup which of the hardware tokens that both have
SELECT u.username || ' (' || t.serial || ')'
FROM token_owners AS o
CROSS JOIN tokens AS t ON t.id = o.token_id
CROSS JOIN backup.tokens AS b ON b.key = t.key
CROSS JOIN users AS u ON u.id = o.user_id
WHERE NOT EXISTS (
  SELECT 1 FROM backup.users AS bu CROSS JOIN backup.token_owners AS bo ON bo.user_id = bu.id AND bo.token_id = b.id
  WHERE bu.key = u.key)
ORDER BY u.username_fold, 1
