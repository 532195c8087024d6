-- ?1 user, or NULL and ?2 kind of device, ?3 the device: the credentials of the user's phones and tokens, or that device's,
-- and how far each has been used. Those that have ended are not among them, whatever the directory says (O10).
SELECT c.device_kind = 'token', coalesce (p.key, t.key), c.key, c.type, c.algorithm, c.digits, c.period, c.start,
       c.pending_until, c.seed, c.events = a.identity, s.key_number, s.value, u.last, u.base, u.drift, u.file = a.identity,
       u.first, a.began, coalesce (t.serial, nullif (p.number, ''), p.name),
       EXISTS (SELECT 1 FROM late_credentials WHERE credential = c.key), o.id
FROM (SELECT 'phone' AS kind, phone_id AS id FROM phone_owners WHERE user_id = ?1
      UNION ALL SELECT 'token', token_id FROM token_owners WHERE user_id = ?1
      UNION ALL SELECT ?2, ?3 WHERE ?1 IS NULL) AS o
CROSS JOIN credentials AS c ON c.device_kind = o.kind AND c.device = o.id
CROSS JOIN about AS a
LEFT JOIN phones AS p ON o.kind = 'phone' AND p.id = o.id
LEFT JOIN tokens AS t ON o.kind = 'token' AND t.id = o.id
LEFT JOIN sealed AS s ON s.kind = 'credential' AND s.record = c.id AND s.purpose = 'seed'
LEFT JOIN seeds AS u ON u.seed = c.seed
WHERE NOT EXISTS (SELECT 1 FROM endings WHERE kind = 'credential' AND key = c.key)
ORDER BY o.kind, o.id
