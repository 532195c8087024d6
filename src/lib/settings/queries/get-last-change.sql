-- ?1 entry: who wrote it, and when (O8)
SELECT payload ->> '$.actor', time / 1000000 FROM log WHERE seq = ?1
