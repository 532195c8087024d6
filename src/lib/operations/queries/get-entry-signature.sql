-- ?1 entry
SELECT hash, time, key_number, signature FROM log WHERE seq = ?1
