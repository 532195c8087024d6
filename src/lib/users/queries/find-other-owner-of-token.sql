-- ?1 token, ?2 a username: somebody else who has the token
SELECT u.username FROM token_owners AS o JOIN users AS u ON u.id = o.user_id
WHERE o.token_id = ?1 AND u.username <> ?2 ORDER BY u.id LIMIT 1
