-- ?1 entry, ?3 group; the users of `chunk`, for gh_journal_rows()
SELECT s.user_id, s.last_op,
       json_object ('groups', json ((SELECT json_group_array (group_id) FROM memberships WHERE user_id = s.user_id))),
       json_object ('groups', json ((SELECT json_group_array (group_id) FROM (
         SELECT group_id FROM memberships WHERE user_id = s.user_id UNION ALL SELECT ?3 ORDER BY group_id))))
FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
ORDER BY s.user_id
