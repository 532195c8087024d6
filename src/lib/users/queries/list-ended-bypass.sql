-- ?1 now; users in the Trash are Disabled, so they are not among them
SELECT user_id FROM user_status WHERE status = 1 AND until <= ?1 ORDER BY user_id
