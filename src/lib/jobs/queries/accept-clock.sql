-- ?1 the time that the clock shows, unix seconds
INSERT INTO lease (id, holder, until, trusted) VALUES (1, '', 0, ?1)
ON CONFLICT (id) DO UPDATE SET trusted = excluded.trusted
