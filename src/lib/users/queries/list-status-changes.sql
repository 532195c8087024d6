-- ?1 entry, ?2 now, ?3 status, ?4 its end; the users of `chunk`, for gh_journal_statement(). JSON of what changes
-- only, written by hand because it is all numbers.
WITH changes AS (
  SELECT s.user_id, s.last_op, s.status, s.until, s.unlocked, s.status <> ?3 AS sets_status,
         s.until IS NOT ?4 AS sets_until,
         (SELECT max (?2, l.time) FROM events.lockouts AS l
          WHERE ?3 = 0 AND l.user_id = s.user_id AND l.time > coalesce (s.unlocked, -1)
            AND (l.until IS NULL OR l.until > ?2)) AS unlocks
  FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
)
SELECT user_id, last_op,
       '{' || substr (iif (sets_status, ',"status":' || status, '') ||
                      iif (sets_until, ',"until":' || coalesce (until, 'null'), '') ||
                      iif (unlocks IS NOT NULL, ',"unlocked":' || coalesce (unlocked, 'null'), ''), 2) || '}',
       '{' || substr (iif (sets_status, ',"status":' || ?3, '') ||
                      iif (sets_until, ',"until":' || coalesce (?4, 'null'), '') ||
                      iif (unlocks IS NOT NULL, ',"unlocked":' || unlocks, ''), 2) || '}'
FROM changes
ORDER BY user_id
