-- ?1 entry; the users of `chunk`, who leave the groups of `leaving_groups`, for gh_journal_rows()
SELECT s.user_id, s.last_op,
       json_object ('groups', json ((SELECT json_group_array (group_id) FROM memberships WHERE user_id = s.user_id))),
       json_object ('groups', json ((SELECT json_group_array (group_id) FROM memberships
                                     WHERE user_id = s.user_id
                                       AND group_id NOT IN (SELECT id FROM temp.leaving_groups))))
FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
ORDER BY s.user_id
