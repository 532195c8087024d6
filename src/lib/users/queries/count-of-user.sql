-- ?1 user: its phones, tokens and groups
SELECT (SELECT count (*) FROM phone_owners WHERE user_id = ?1), (SELECT count (*) FROM token_owners WHERE user_id = ?1),
       (SELECT count (*) FROM memberships WHERE user_id = ?1)
