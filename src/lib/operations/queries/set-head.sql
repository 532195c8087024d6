-- ?1 entry, ?2 its hash, ?3 microseconds, ?4 log key, ?5 signature; the last two NULL where nothing signed
INSERT OR REPLACE INTO head (id, seq, hash, time, key_number, signature) VALUES (1, ?1, ?2, ?3, ?4, ?5)
