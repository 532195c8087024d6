-- ?1 row id; JSON of the whole record (J1)
SELECT json_object ('key', r.key, 'device_kind', r.device_kind, 'device', r.device, 'type', r.type,
                    'algorithm', r.algorithm, 'digits', r.digits, 'period', r.period,
                    'seed', lower (hex (r.seed)), 'made', r.made, 'pending_until', r.pending_until,
                    'events', lower (hex (r.events)))
FROM credentials AS r WHERE r.id = ?1
