-- The further one; its drift is the later
INSERT INTO seeds SELECT * FROM backup.seeds WHERE true
ON CONFLICT (seed) DO UPDATE SET
  last = excluded.last, base = excluded.base, drift = excluded.drift,
  first = min (first, excluded.first), accepted = excluded.accepted, file = excluded.file
WHERE excluded.last > last
