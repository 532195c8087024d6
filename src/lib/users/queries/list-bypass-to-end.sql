-- The users of `chunk`, for gh_journal_rows()
SELECT chunk.id, s.last_op, '{"status":1,"until":' || s.until || '}', '{"status":0,"until":null}'
FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
ORDER BY chunk.id
