-- ?1 user, ?2 token: whether the user has it, and how many the user has
SELECT EXISTS (SELECT 1 FROM token_owners WHERE user_id = ?1 AND token_id = ?2),
       (SELECT count (*) FROM token_owners WHERE user_id = ?1)
