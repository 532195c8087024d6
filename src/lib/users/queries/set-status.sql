-- ?1 entry, ?2 now, ?3 status, ?4 its end; for the users of `chunk`. Setting Active also ends lock-outs, the user's and those
-- of applications, by their numbers: times do not decide, so neither a clock set forward nor one set back unlocks
-- anybody (V3). Numbers that were named before stay, while their lock-outs are known.
UPDATE user_status SET
  status = ?3,
  until = ?4,
  unlocked = coalesce ((SELECT l.number FROM events.lockouts AS l
                        WHERE ?3 = 0 AND l.user_id = user_status.user_id
                          AND l.number IS NOT user_status.unlocked AND (l.until IS NULL OR l.until > ?2)),
                       unlocked),
  unlocked_there = coalesce ((SELECT json_group_array (a.number) FROM events.application_lockouts AS a
                              WHERE ?3 = 0 AND a.user_id = user_status.user_id
                                AND (a.until IS NULL OR a.until > ?2 OR
                                     a.number IN (SELECT value FROM json_each (user_status.unlocked_there)))
                              GROUP BY a.user_id
                              HAVING sum (a.number NOT IN (SELECT value FROM json_each (user_status.unlocked_there)))),
                             unlocked_there),
  last_op = ?1
WHERE user_id IN (SELECT id FROM temp.chunk)
