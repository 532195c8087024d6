-- ?1 user, ?2 attempt, ?3 application, ?4 factors
INSERT INTO failures (user_id, attempt, application, factors) VALUES (?1, ?2, ?3, ?4)
