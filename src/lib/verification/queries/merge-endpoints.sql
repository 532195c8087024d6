INSERT INTO endpoints (user_id, host, client, used) SELECT user_id, host, client, used FROM backup.endpoints WHERE true
ON CONFLICT (user_id, host, client) DO UPDATE SET used = excluded.used WHERE excluded.used > used
