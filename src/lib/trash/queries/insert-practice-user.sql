INSERT INTO trash (user_id, origin, sent, sent_by, purge_at, status_before) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
