-- ?1 user, ?2 now: codes that are good now; those of another era are not (O10)
SELECT count (*)
FROM bypass_codes AS c LEFT JOIN events.bypass_uses AS u ON u.code = c.key
WHERE c.user_id = ?1
  AND c.era = (SELECT o.era FROM organisation AS o JOIN events.about AS a ON a.identity = o.events)
  AND (c.expires IS NULL OR c.expires > ?2)
  AND (c.uses IS NULL OR c.uses > coalesce (u.uses, 0))
  AND u.ended IS NULL AND c.ended IS NULL
