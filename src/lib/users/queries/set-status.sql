-- ?1 entry, ?2 now, ?3 status, ?4 its end; for the users of `chunk`. Setting Active ends a lock-out, even if
-- the clock was set back to before it began.
UPDATE user_status SET
  status = ?3,
  until = ?4,
  unlocked = coalesce ((SELECT max (?2, l.time) FROM events.lockouts AS l
                        WHERE ?3 = 0 AND l.user_id = user_status.user_id
                          AND l.time > coalesce (user_status.unlocked, -1) AND (l.until IS NULL OR l.until > ?2)),
                       unlocked),
  last_op = ?1
WHERE user_id IN (SELECT id FROM temp.chunk)
