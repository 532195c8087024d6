-- ?1 entry, ?2 now, ?3 status, ?4 its end; for the users of `chunk`. Setting Active also ends a lock-out, by its number:
-- times do not decide, so neither a clock set forward nor one set back unlocks anybody (V3).
UPDATE user_status SET
  status = ?3,
  until = ?4,
  unlocked = coalesce ((SELECT l.number FROM events.lockouts AS l
                        WHERE ?3 = 0 AND l.user_id = user_status.user_id
                          AND l.number IS NOT user_status.unlocked AND (l.until IS NULL OR l.until > ?2)),
                       unlocked),
  last_op = ?1
WHERE user_id IN (SELECT id FROM temp.chunk)
