-- ?1 the holder, ?2 now
UPDATE lease SET swept = ?2 WHERE holder = ?1
