SELECT k.key, k.type, k.serial
FROM token_owners AS o JOIN tokens AS k ON k.id = o.token_id
WHERE o.user_id = ?1 ORDER BY k.serial, k.type
