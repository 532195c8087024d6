INSERT INTO lockouts (user_id, time, until, reason) VALUES (?1, ?2, NULL, 'Failed Attempts')
