-- ?1 phone, ?2 a username: somebody else who has the phone, or had it with this app
SELECT u.username
FROM (SELECT 0 AS is_past, user_id FROM phone_owners WHERE phone_id = ?1
      UNION ALL SELECT 1, user_id FROM app_owners WHERE phone_id = ?1) AS o
JOIN users AS u ON u.id = o.user_id
WHERE u.username <> ?2 ORDER BY o.is_past, u.id LIMIT 1
