SELECT p.key, p.number, p.extension, p.name, p.type, p.platform, p.activated
FROM phone_owners AS o JOIN phones AS p ON p.id = o.phone_id
WHERE o.user_id = ?1 ORDER BY p.number, p.extension, p.id
