-- The further one; its drift is the later
INSERT INTO seeds SELECT * FROM backup.seeds WHERE true
ON CONFLICT (seed) DO UPDATE SET
  last = excluded.last, base = excluded.base, drift = excluded.drift, is_sure = excluded.is_sure,
  first = min (coalesce (first, excluded.first), coalesce (excluded.first, first)), accepted = excluded.accepted
WHERE excluded.last > last
