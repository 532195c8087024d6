-- ?1 the holder
UPDATE lease SET holder = '', until = 0 WHERE holder = ?1
