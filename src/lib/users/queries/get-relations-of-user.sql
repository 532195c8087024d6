-- ?1 user: JSON of its aliases, phones, tokens and groups, as the journal has them
SELECT (SELECT json_group_object ('alias' || slot, alias) FROM user_aliases WHERE user_id = ?1),
       (SELECT json_group_array (phone_id) FROM phone_owners WHERE user_id = ?1),
       (SELECT json_group_array (token_id) FROM token_owners WHERE user_id = ?1),
       (SELECT json_group_array (group_id) FROM memberships WHERE user_id = ?1)
