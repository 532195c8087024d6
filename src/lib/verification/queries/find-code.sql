-- ?1 user, ?2 the hash of what was typed
SELECT c.key, c.expires, c.uses, iif (c.ended = 'used', c.uses, coalesce (b.uses, 0)),
       b.ended IS NOT NULL OR coalesce (c.ended <> 'used', FALSE),
       c.era = (SELECT o.era FROM organisation AS o JOIN about AS a ON a.identity = o.events), c.id
FROM bypass_codes AS c LEFT JOIN bypass_uses AS b ON b.code = c.key
WHERE c.user_id = ?1 AND c.lookup = ?2
