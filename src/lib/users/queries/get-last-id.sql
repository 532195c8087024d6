-- ?1 table: the last row id ever assigned (Y3)
SELECT coalesce (max (seq), 0) FROM sqlite_sequence WHERE name = ?1
