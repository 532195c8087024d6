-- ?1 now; 0 where the clock cannot be trusted: the codes of `chunk` have ended, by what is found here. What was guessed at
-- long enough had ended by that even if its time is over now.
UPDATE bypass_codes SET ended = (
  SELECT CASE WHEN c.uses <= u.uses THEN 'used'
              WHEN u.ended < coalesce (c.expires, u.ended + 1) THEN 'guessed'
              WHEN c.expires <= max (?1, coalesce (u.ended, 0)) THEN 'expired'
              ELSE 'restored' END
  FROM bypass_codes AS c LEFT JOIN events.bypass_uses AS u ON u.code = c.key
  WHERE c.id = bypass_codes.id)
WHERE id IN (SELECT id FROM temp.chunk)
