-- ?1 the holder, ?2 until when. Returns 1 if it still holds it.
UPDATE lease SET until = ?2 WHERE holder = ?1 RETURNING 1
