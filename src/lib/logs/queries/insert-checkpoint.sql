-- ?1 entry, ?2 its hash, ?3 microseconds, ?4 minutes of the authentication log, ?5 the last one's hash, ?6 log key,
-- ?7 its public half, ?8 signature
INSERT INTO checkpoints (entry, hash, time, events, events_hash, key_number, public, signature)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
