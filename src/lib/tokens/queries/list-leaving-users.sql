-- ?1 entry; the users of `chunk`, who lose the tokens of `leaving_tokens`, for gh_journal_rows()
SELECT s.user_id, s.last_op,
       json_object ('tokens', json ((SELECT json_group_array (token_id) FROM token_owners WHERE user_id = s.user_id))),
       json_object ('tokens', json ((SELECT json_group_array (token_id) FROM token_owners
                                     WHERE user_id = s.user_id
                                       AND token_id NOT IN (SELECT id FROM temp.leaving_tokens))))
FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
ORDER BY s.user_id
