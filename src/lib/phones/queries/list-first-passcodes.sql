-- The phones of `chunk`, each activated by the first passcode of its app that was accepted (P2), for gh_journal_rows()
SELECT p.id, p.last_op, json_object ('activated', p.activated), json_object ('activated', u.first)
FROM temp.chunk CROSS JOIN phones AS p ON p.id = chunk.id
CROSS JOIN credentials AS c ON c.device_kind = 'phone' AND c.device = p.id
CROSS JOIN seeds AS u ON u.seed = c.seed
ORDER BY p.id
