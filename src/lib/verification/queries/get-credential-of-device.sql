-- ?1 kind of device, ?2 the device: its credential, as in list-credentials.sql
SELECT c.device_kind = 'token', coalesce (p.key, t.key), c.key, c.type, c.algorithm, c.digits, c.period, c.start,
       c.pending_until, c.seed, c.events = a.identity, s.key_number, s.value, u.last, u.base, u.drift, u.file = a.identity,
       u.first, a.began, coalesce (t.serial, nullif (p.number, ''), p.name)
FROM (SELECT ?1 AS kind, ?2 AS id) AS o
CROSS JOIN credentials AS c ON c.device_kind = o.kind AND c.device = o.id
CROSS JOIN about AS a
LEFT JOIN phones AS p ON o.kind = 'phone' AND p.id = o.id
LEFT JOIN tokens AS t ON o.kind = 'token' AND t.id = o.id
LEFT JOIN sealed AS s ON s.kind = 'credential' AND s.record = c.id AND s.purpose = 'seed'
LEFT JOIN seeds AS u ON u.seed = c.seed
WHERE NOT EXISTS (SELECT 1 FROM endings WHERE kind = 'credential' AND key = c.key)
