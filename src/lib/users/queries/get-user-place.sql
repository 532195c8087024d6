-- ?1 user: the newest entry about them, and whether they are in the Trash
SELECT last_op, EXISTS (SELECT 1 FROM trash WHERE user_id = ?1) FROM user_status WHERE user_id = ?1
