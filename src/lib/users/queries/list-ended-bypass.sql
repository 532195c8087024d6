-- ?1 now; the index needs to be told that 1 is not 0. Users in the Trash are Disabled, so they are not included.
SELECT user_id FROM user_status WHERE status = 1 AND status <> 0 AND until <= ?1 ORDER BY user_id
