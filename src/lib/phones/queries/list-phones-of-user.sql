-- ?1 user
SELECT p.id, p.key, p.number, p.extension, p.name, p.type, p.platform, p.activated, c.type, c.period, c.pending_until,
       EXISTS (SELECT 1 FROM events.late_credentials WHERE credential = c.key), u.first, u.accepted,
       coalesce ((SELECT group_concat (username, char (10))
                  FROM (SELECT username FROM phone_owners AS x CROSS JOIN users ON users.id = x.user_id
                        WHERE x.phone_id = p.id ORDER BY username_fold, username)), '')
FROM phone_owners AS o CROSS JOIN phones AS p ON p.id = o.phone_id
LEFT JOIN credentials AS c ON c.device_kind = 'phone' AND c.device = p.id
  AND NOT EXISTS (SELECT 1 FROM events.endings WHERE kind = 'credential' AND key = c.key)
LEFT JOIN events.seeds AS u ON u.seed = c.seed
WHERE o.user_id = ?1
ORDER BY p.number, p.extension, p.id
