-- ?1 the holder, ?2 the time that the clock shows, while it is known to be right
UPDATE lease SET trusted = ?2 WHERE holder = ?1 AND trusted < ?2
