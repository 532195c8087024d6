-- ?1 user, ?2 application, ?3 factor, ?4 attempt
INSERT INTO successes (user_id, application, factor, attempt) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (user_id, application, factor) DO UPDATE SET attempt = ?4
