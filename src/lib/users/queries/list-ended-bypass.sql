-- ?1 now; that 1 is not 0 has to be said for the index. Users in the Trash are Disabled, so they are not
-- among them.
SELECT user_id FROM user_status WHERE status = 1 AND status <> 0 AND until <= ?1 ORDER BY user_id
