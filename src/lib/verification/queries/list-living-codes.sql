-- ?1 user, ?2 now: the bypass codes that are good now
SELECT c.key, c.digits, c.lookup IS NOT NULL, c.id
FROM bypass_codes AS c LEFT JOIN bypass_uses AS b ON b.code = c.key
WHERE c.user_id = ?1
  AND c.era = (SELECT o.era FROM organisation AS o JOIN about AS a ON a.identity = o.events)
  AND (c.expires IS NULL OR c.expires > ?2)
  AND (c.uses IS NULL OR c.uses > coalesce (b.uses, 0))
  AND b.ended IS NULL AND c.ended IS NULL
