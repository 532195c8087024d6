-- ?1 hash of the seed, ?2 step, counter or moment, ?3 and ?4 what is known of the clock, ?5 now
INSERT INTO seeds (seed, last, base, drift, first, accepted, file)
SELECT ?1, ?2, ?3, ?4, ?5, ?5, identity FROM about
WHERE true
ON CONFLICT (seed) DO UPDATE SET
  last = max (last, excluded.last), base = excluded.base, drift = excluded.drift, accepted = ?5, file = excluded.file
