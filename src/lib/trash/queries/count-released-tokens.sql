SELECT count (DISTINCT token_id) FROM token_owners WHERE user_id IN (SELECT id FROM temp.leaving)
