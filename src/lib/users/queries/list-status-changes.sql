-- ?1 entry, ?2 now, ?3 status, ?4 its end; the users of `chunk`, for gh_journal_rows(). JSON of the changes,
-- written by hand because it is all numbers. What set-status.sql unlocks is `lockout` and `there`; of the latter there is
-- none as a rule, so that it is not looked for in each row.
SELECT id, last_op,
       '{' || substr (iif (status <> ?3, ',"status":' || status, '') ||
                      iif (until IS NOT ?4, ',"until":' || coalesce (until, 'null'), '') ||
                      iif (lockout IS NOT NULL, ',"unlocked":' || coalesce (unlocked, 'null'), '') ||
                      iif (there IS NOT NULL, ',"unlocked_there":' || coalesce (unlocked_there, 'null'), ''), 2) || '}',
       '{' || substr (iif (status <> ?3, ',"status":' || ?3, '') ||
                      iif (until IS NOT ?4, ',"until":' || coalesce (?4, 'null'), '') ||
                      iif (lockout IS NOT NULL, ',"unlocked":' || lockout, '') ||
                      iif (there IS NOT NULL, ',"unlocked_there":' || there, ''), 2) || '}'
FROM (SELECT chunk.id AS id, s.last_op AS last_op, s.status AS status, s.until AS until, s.unlocked AS unlocked,
             s.unlocked_there AS unlocked_there, l.number AS lockout,
             iif (?3 = 0 AND EXISTS (SELECT 1 FROM events.application_lockouts), (
              SELECT json_group_array (a.number) FROM events.application_lockouts AS a
              WHERE a.user_id = chunk.id
                AND (a.until IS NULL OR a.until > ?2 OR a.number IN (SELECT value FROM json_each (s.unlocked_there)))
              GROUP BY a.user_id
              HAVING sum (a.number NOT IN (SELECT value FROM json_each (s.unlocked_there)))), NULL) AS there
      FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
      LEFT JOIN events.lockouts AS l
        ON ?3 = 0 AND l.user_id = chunk.id AND l.number IS NOT s.unlocked AND (l.until IS NULL OR l.until > ?2))
ORDER BY id
