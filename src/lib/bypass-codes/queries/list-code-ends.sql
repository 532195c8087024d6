-- The codes of `chunk`, which have just been ended, for gh_journal_rows()
SELECT c.id, c.last_op, json_object ('ended', NULL), json_object ('ended', c.ended)
FROM temp.chunk CROSS JOIN bypass_codes AS c ON c.id = chunk.id
ORDER BY c.id
