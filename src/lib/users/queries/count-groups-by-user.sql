SELECT user_id, count (*) FROM memberships GROUP BY user_id ORDER BY user_id
