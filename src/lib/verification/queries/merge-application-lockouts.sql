-- The later one, and of one lock-out the later end
INSERT INTO application_lockouts SELECT * FROM backup.application_lockouts WHERE true
ON CONFLICT (user_id, application) DO UPDATE SET
  name = excluded.name, time = excluded.time, until = excluded.until, number = excluded.number,
  attempt = excluded.attempt, forgiven = excluded.forgiven
WHERE excluded.attempt > attempt OR
      (excluded.attempt = attempt AND until < coalesce (excluded.until, 9223372036854775807))
