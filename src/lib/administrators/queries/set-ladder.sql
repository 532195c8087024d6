-- ?1 who, ?2 ladder, ?3 failures, ?4 when the next attempt is judged, ?5 attempt
INSERT INTO ladders (who, ladder, failures, next, attempt) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (who, ladder) DO UPDATE SET failures = ?3, next = ?4, attempt = ?5
