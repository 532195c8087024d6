SELECT user_id, count (*) FROM token_owners GROUP BY user_id ORDER BY user_id
