-- The columns are in the order of GhUserFacts, but for lock-outs of applications, of which there are none as a rule. The
-- narrow tables and an index supply them all: reading the wide rows of scattered users would cost more than all the rest.
SELECT chunk.id, s.status, s.until, s.unlocked, l.number, l.time, l.until, u.directory_id, u.directory_disabled,
       t.origin, t.purge_at, t.status_before, t.until_before, s.last_op,
       iif (EXISTS (SELECT 1 FROM events.application_lockouts),
            (SELECT max (coalesce (a.until, 9223372036854775807)) FROM events.application_lockouts AS a
             WHERE a.user_id = chunk.id AND a.number NOT IN (SELECT value FROM json_each (s.unlocked_there))), NULL)
FROM temp.chunk
CROSS JOIN user_status AS s ON s.user_id = chunk.id
LEFT JOIN users AS u INDEXED BY users_managed ON u.id = chunk.id AND u.directory_id IS NOT NULL
LEFT JOIN trash AS t ON t.user_id = chunk.id
LEFT JOIN events.lockouts AS l ON l.user_id = chunk.id
ORDER BY chunk.id
