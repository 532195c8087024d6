-- ?1 user, ?2 now
INSERT INTO logins (user_id, time) VALUES (?1, ?2) ON CONFLICT (user_id) DO UPDATE SET time = max (time, ?2)
