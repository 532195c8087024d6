-- ?1 search fold: somebody who has it
SELECT id FROM users WHERE username_fold = ?1
UNION ALL
SELECT user_id FROM user_aliases WHERE alias_fold = ?1 LIMIT 1
