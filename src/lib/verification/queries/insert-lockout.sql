-- ?1 user, ?2 when it began, which is its number, too: the same practice directory has the same numbers (Y1)
INSERT INTO lockouts (user_id, time, until, reason, number) VALUES (?1, ?2, NULL, 'Failed Attempts', ?2)
