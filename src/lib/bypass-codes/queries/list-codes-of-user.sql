-- ?1 user; the codes of another era are over (O10)
SELECT c.id, c.key, c.created_by, c.created, c.expires, c.uses, iif (c.ended = 'used', c.uses, coalesce (u.uses, 0)),
       u.ended IS NOT NULL OR coalesce (c.ended <> 'used', FALSE)
FROM bypass_codes AS c LEFT JOIN events.bypass_uses AS u ON u.code = c.key
WHERE c.user_id = ?1
  AND c.era = (SELECT o.era FROM organisation AS o JOIN events.about AS a ON a.identity = o.events)
ORDER BY c.created DESC, c.id DESC
