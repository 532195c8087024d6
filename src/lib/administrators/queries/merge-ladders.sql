INSERT INTO ladders SELECT * FROM backup.ladders WHERE true
ON CONFLICT (who, ladder) DO UPDATE SET
  failures = max (failures, excluded.failures), next = max (next, excluded.next), attempt = max (attempt, excluded.attempt)
