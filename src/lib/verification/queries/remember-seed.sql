-- ?1 credential
INSERT INTO past_seeds (seed, start, events) SELECT seed, start, events FROM credentials WHERE id = ?1
ON CONFLICT (seed) DO UPDATE SET start = excluded.start
