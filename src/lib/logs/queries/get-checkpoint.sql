-- ?1 entry
SELECT entry, hash, time, events, events_hash, key_number, public, signature FROM checkpoints WHERE entry = ?1
