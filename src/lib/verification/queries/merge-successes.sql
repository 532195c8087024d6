INSERT INTO successes SELECT * FROM backup.successes WHERE true
ON CONFLICT (user_id, application, factor) DO UPDATE SET attempt = excluded.attempt WHERE excluded.attempt > attempt
