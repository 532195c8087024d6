-- ?1 entry
SELECT key_number FROM log WHERE seq = ?1
