-- ?1 administrator, ?2 now: what has not ended, and whether a code is of this era and not past its end (O10)
SELECT c.kind, c.key, c.salt, c.passes, c.memory, c.verifier, c.seed, c.start,
       c.era = (SELECT o.era FROM organisation AS o WHERE o.events = a.identity) AND (c.expires IS NULL OR c.expires > ?2)
         AND NOT EXISTS (SELECT 1 FROM late_set_up_codes WHERE credential = c.key),
       c.events = a.identity, u.last, u.file = a.identity, a.began
FROM administrator_credentials AS c
CROSS JOIN about AS a
LEFT JOIN factor_steps AS u ON u.credential = c.key
WHERE c.administrator_id = ?1
  AND NOT EXISTS (SELECT 1 FROM endings WHERE kind = 'administrator-credential' AND key = c.key)
  AND NOT EXISTS (SELECT 1 FROM endings AS e JOIN administrators AS r ON e.key = r.key
                  WHERE e.kind = 'administrator' AND r.id = ?1)
