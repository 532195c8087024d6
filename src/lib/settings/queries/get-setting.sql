-- ?1 key
SELECT id, last_op FROM settings WHERE key = ?1
