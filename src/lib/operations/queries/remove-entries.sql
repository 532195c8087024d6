-- ?1 the last entry to go
DELETE FROM log WHERE seq <= ?1
