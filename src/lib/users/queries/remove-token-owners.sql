DELETE FROM token_owners
WHERE user_id IN (SELECT id FROM temp.chunk) AND token_id IN (SELECT id FROM temp.leaving_tokens)
