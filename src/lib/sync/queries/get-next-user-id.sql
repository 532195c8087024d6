-- Row ids are never reused (Y3), as with AUTOINCREMENT.
SELECT coalesce ((SELECT seq FROM sqlite_sequence WHERE name = 'users'), 0) + 1
