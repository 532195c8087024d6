-- ?1 now; 0 where the clock cannot be trusted: codes that have ended, of which no entry says so yet (B4)
SELECT c.id
FROM bypass_codes AS c INDEXED BY bypass_codes_not_ended LEFT JOIN events.bypass_uses AS u ON u.code = c.key
WHERE c.ended IS NULL
  AND (c.expires <= ?1 OR c.uses <= u.uses OR u.ended IS NOT NULL OR c.era <> (SELECT era FROM organisation))
ORDER BY c.id
