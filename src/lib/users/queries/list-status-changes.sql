-- ?1 entry, ?2 now, ?3 status, ?4 its end; the users of `chunk`, for gh_journal_rows(). JSON of the changes,
-- written by hand because it is all numbers. Users that set-status.sql unlocks have a row of l.
SELECT chunk.id, s.last_op,
       '{' || substr (iif (s.status <> ?3, ',"status":' || s.status, '') ||
                      iif (s.until IS NOT ?4, ',"until":' || coalesce (s.until, 'null'), '') ||
                      iif (l.number IS NOT NULL, ',"unlocked":' || coalesce (s.unlocked, 'null'), ''), 2) || '}',
       '{' || substr (iif (s.status <> ?3, ',"status":' || ?3, '') ||
                      iif (s.until IS NOT ?4, ',"until":' || coalesce (?4, 'null'), '') ||
                      iif (l.number IS NOT NULL, ',"unlocked":' || l.number, ''), 2) || '}'
FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
LEFT JOIN events.lockouts AS l
  ON ?3 = 0 AND l.user_id = chunk.id AND l.number IS NOT s.unlocked AND (l.until IS NULL OR l.until > ?2)
ORDER BY chunk.id
