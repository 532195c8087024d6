-- ?1 entry
SELECT hash, time FROM log WHERE seq = ?1
