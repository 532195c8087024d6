INSERT INTO logins (user_id, time) VALUES (?1, ?2)
