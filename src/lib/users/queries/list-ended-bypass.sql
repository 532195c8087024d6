-- ?1 now. Users in the Trash are Disabled, so they are not included. For the order alone it would read all users.
SELECT user_id FROM user_status INDEXED BY user_status_by_until WHERE until <= ?1 AND status = 1 ORDER BY user_id
