-- ?1 entry, ?3 token; the users of `chunk`, who get it, for gh_journal_rows()
SELECT s.user_id, s.last_op,
       json_object ('tokens', json ((SELECT json_group_array (token_id) FROM token_owners WHERE user_id = s.user_id))),
       json_object ('tokens', json ((SELECT json_group_array (token_id) FROM (
         SELECT token_id FROM token_owners WHERE user_id = s.user_id UNION ALL SELECT ?3 ORDER BY token_id))))
FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
ORDER BY s.user_id
