INSERT INTO name_failures SELECT * FROM backup.name_failures WHERE true
ON CONFLICT (name) DO UPDATE SET
  failures = max (failures, excluded.failures), attempt = max (attempt, excluded.attempt)
