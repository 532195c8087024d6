-- ?1 microseconds, UTC: how many entries are older
SELECT count (*) FROM log WHERE time < ?1
