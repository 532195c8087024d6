-- ?1 phone
SELECT u.username FROM phone_owners AS o JOIN users AS u ON u.id = o.user_id WHERE o.phone_id = ?1
ORDER BY o.user_id LIMIT 1
