-- ?1 who, ?2 ladder, ?3 failures, ?4 when the next attempt is judged, ?5 the attempt that counts for nothing
UPDATE ladders SET failures = ?3, next = ?4 WHERE who = ?1 AND ladder = ?2 AND attempt = ?5
