-- The later one by its attempt, as times do not decide (V3); of one lock-out the later end
INSERT INTO lockouts (user_id, time, until, reason, number, attempt, forgiven)
SELECT user_id, time, until, reason, number, attempt, forgiven FROM backup.lockouts WHERE true
ON CONFLICT (user_id) DO UPDATE SET
  time = excluded.time, until = excluded.until, reason = excluded.reason, number = excluded.number,
  attempt = excluded.attempt, forgiven = excluded.forgiven
WHERE excluded.attempt > attempt OR
      (excluded.attempt = attempt AND
       (excluded.time > time OR (excluded.time = time AND until < coalesce (excluded.until, 9223372036854775807))))
