-- ?1 user, ?2 the hash that finds the code
INSERT OR IGNORE INTO past_bypass_codes (user_id, lookup) VALUES (?1, ?2)
