-- ?1 token
SELECT t.id, t.key, t.type, t.serial, t.last_op,
       (SELECT id FROM credentials WHERE device_kind = 'token' AND device = t.id),
       (SELECT count (*) FROM token_owners WHERE token_id = t.id),
       (SELECT count (*) FROM token_owners AS o JOIN trash ON trash.user_id = o.user_id WHERE o.token_id = t.id)
FROM tokens AS t WHERE t.id = ?1
