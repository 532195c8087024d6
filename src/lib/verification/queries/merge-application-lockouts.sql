-- The later one
INSERT INTO application_lockouts SELECT * FROM backup.application_lockouts WHERE true
ON CONFLICT (user_id, application) DO UPDATE SET
  number = excluded.number, attempt = excluded.attempt, time = excluded.time, until = excluded.until
WHERE excluded.attempt > attempt
