-- ?1 table: the last row id that it ever gave (Y3)
SELECT coalesce (max (seq), 0) FROM sqlite_sequence WHERE name = ?1
