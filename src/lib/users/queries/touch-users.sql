-- ?1 entry; the users of `chunk`
UPDATE user_status SET last_op = ?1 WHERE user_id IN (SELECT id FROM temp.chunk)
