-- In the order of their entries
SELECT entry, hash, time, events, events_hash, key_number, public, signature FROM checkpoints ORDER BY entry
