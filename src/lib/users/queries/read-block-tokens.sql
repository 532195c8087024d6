SELECT b.id, k.key, k.type, k.serial
FROM temp.block AS b CROSS JOIN token_owners AS o ON o.user_id = b.id CROSS JOIN tokens AS k ON k.id = o.token_id
ORDER BY b.id
