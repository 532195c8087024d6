-- ?1 user, ?2 host, ?3 client, ?4 now
INSERT INTO endpoints (user_id, host, client, used) VALUES (?1, ?2, ?3, ?4)
