-- ?1 phone, ?2 JSON of what comes back: which type and platform the phone then has, if they change and an app is in it
SELECT coalesce (?2 ->> '$.type', p.type), coalesce (?2 ->> '$.platform', p.platform)
FROM phones AS p
WHERE p.id = ?1 AND (json_type (?2, '$.type') IS NOT NULL OR json_type (?2, '$.platform') IS NOT NULL)
  AND EXISTS (SELECT 1 FROM credentials WHERE device_kind = 'phone' AND device = p.id)
