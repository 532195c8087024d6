-- The one that ends later
INSERT INTO administrator_lockouts SELECT * FROM backup.administrator_lockouts WHERE true
ON CONFLICT (who) DO UPDATE SET
  time = excluded.time, until = excluded.until, number = excluded.number, attempt = excluded.attempt
WHERE excluded.until > until
