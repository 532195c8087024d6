-- ?1 entry; the users of `chunk`, who lose the phones of `leaving_phones`, for gh_journal_rows()
SELECT s.user_id, s.last_op,
       json_object ('phones', json ((SELECT json_group_array (phone_id) FROM phone_owners WHERE user_id = s.user_id))),
       json_object ('phones', json ((SELECT json_group_array (phone_id) FROM phone_owners
                                     WHERE user_id = s.user_id
                                       AND phone_id NOT IN (SELECT id FROM temp.leaving_phones))))
FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
ORDER BY s.user_id
