-- ?1 entry; for the users of `chunk`
UPDATE user_status SET status = 2, until = NULL, last_op = ?1 WHERE user_id IN (SELECT id FROM temp.chunk)
