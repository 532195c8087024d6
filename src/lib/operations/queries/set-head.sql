INSERT OR REPLACE INTO head (id, seq, hash, time) VALUES (1, ?1, ?2, ?3)
