-- The last checkpoint's entry and time, microseconds
SELECT entry, time FROM checkpoints ORDER BY entry DESC LIMIT 1
