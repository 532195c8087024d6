SELECT b.id, p.id, p.key, p.number, p.extension, p.name, p.type, p.platform, p.activated
FROM temp.block AS b CROSS JOIN phone_owners AS o ON o.user_id = b.id CROSS JOIN phones AS p ON p.id = o.phone_id
ORDER BY b.id
