-- ?1 an entry, ?2 its hash: whether the log has it
SELECT EXISTS (SELECT 1 FROM log WHERE seq = ?1 AND hash = ?2)
