-- ?1 user, ?2 host, ?3 client, ?4 now
UPDATE endpoints SET used = max (used, ?4) WHERE user_id = ?1 AND host = ?2 AND client = ?3
