INSERT INTO logins (user_id, time) SELECT user_id, time FROM backup.logins WHERE true
ON CONFLICT (user_id) DO UPDATE SET time = excluded.time WHERE excluded.time > time
