-- ?1 phone, ?2 a username: somebody else who has the phone
SELECT u.username FROM phone_owners AS o JOIN users AS u ON u.id = o.user_id
WHERE o.phone_id = ?1 AND u.username <> ?2 ORDER BY u.id LIMIT 1
