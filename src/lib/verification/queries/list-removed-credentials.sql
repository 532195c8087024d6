-- The credentials of `chunk`, to be removed, for gh_journal_rows()
SELECT chunk.id, r.last_op,
       json_object ('key', r.key, 'device_kind', r.device_kind, 'device', r.device, 'type', r.type,
                    'algorithm', r.algorithm, 'digits', r.digits, 'period', r.period,
                    'seed', lower (hex (r.seed)), 'made', r.made, 'pending_until', r.pending_until,
                    'events', lower (hex (r.events))), NULL
FROM temp.chunk CROSS JOIN credentials AS r ON r.id = chunk.id
ORDER BY chunk.id
