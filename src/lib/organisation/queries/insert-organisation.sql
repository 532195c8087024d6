-- ?1 key, ?2 now
INSERT INTO organisation (id, key, created, era, events, salt)
VALUES (1, ?1, ?2, randomblob (16), (SELECT identity FROM events.about), randomblob (16))
