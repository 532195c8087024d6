-- ?1 key, ?2 now
INSERT INTO organisation (id, key, created, era) VALUES (1, ?1, ?2, randomblob (16))
