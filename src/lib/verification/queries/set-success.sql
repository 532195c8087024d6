-- ?1 user, ?2 factor, ?3 attempt
INSERT INTO successes (user_id, factor, attempt) VALUES (?1, ?2, ?3)
ON CONFLICT (user_id, factor) DO UPDATE SET attempt = ?3
