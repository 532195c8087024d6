-- All users, in the Trash or not, who have any token of `leaving_tokens`
SELECT DISTINCT user_id FROM token_owners WHERE token_id IN (SELECT id FROM temp.leaving_tokens) ORDER BY user_id
