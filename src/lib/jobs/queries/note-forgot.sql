-- ?1 the newest entry that was followed, ?2 the last time that the clock was known to be right
INSERT INTO lease (id, holder, until, trusted, forgot) VALUES (1, '', 0, ?2, ?1)
ON CONFLICT (id) DO UPDATE SET forgot = excluded.forgot
