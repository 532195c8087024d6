-- ?1 user or 0; the phones of `chunk`, with the columns in the order of GhPhoneFacts
SELECT p.id, p.key, p.number, p.extension, p.name, p.type, p.platform, p.activated,
       (SELECT count (*) FROM phone_owners WHERE phone_id = p.id),
       (SELECT count (*) FROM phone_owners AS o JOIN trash AS t ON t.user_id = o.user_id WHERE o.phone_id = p.id),
       EXISTS (SELECT 1 FROM phone_owners WHERE phone_id = p.id AND user_id = ?1),
       p.last_op
FROM temp.chunk CROSS JOIN phones AS p ON p.id = chunk.id
ORDER BY p.id
