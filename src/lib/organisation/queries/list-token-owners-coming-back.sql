-- As list-users-coming-back.sql: who has by the backup alone which of the hardware tokens that both have
SELECT bu.username || ' (' || b.serial || ')'
FROM backup.token_owners AS bo
CROSS JOIN backup.tokens AS b ON b.id = bo.token_id
CROSS JOIN tokens AS t ON t.key = b.key
CROSS JOIN backup.users AS bu ON bu.id = bo.user_id
WHERE NOT EXISTS (
  SELECT 1 FROM users AS u CROSS JOIN token_owners AS o ON o.user_id = u.id AND o.token_id = t.id WHERE u.key = bu.key)
ORDER BY bu.username_fold, 1
