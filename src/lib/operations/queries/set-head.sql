INSERT OR REPLACE INTO head (id, seq, hash) VALUES (1, ?1, ?2)
