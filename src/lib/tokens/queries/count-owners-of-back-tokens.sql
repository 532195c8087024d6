SELECT count (*) FROM token_owners WHERE token_id IN (SELECT id FROM temp.back WHERE before IS NULL)
