-- ?1 the holder, ?2 now, ?3 until when, ?4 the last time that the clock was known to be right. Returns 1 if it is taken.
-- One that ends later than any taken now would was taken before the clock was set back.
INSERT INTO lease (id, holder, until, trusted) VALUES (1, ?1, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE holder = excluded.holder OR until <= ?2 OR until > excluded.until
RETURNING 1
