-- ?1 user
SELECT t.id, t.key, t.serial, t.type, c.type, c.period, coalesce (u.file, c.events) = a.identity, u.first, u.accepted,
       coalesce ((SELECT group_concat (username, char (10))
                  FROM (SELECT username FROM token_owners AS x CROSS JOIN users ON users.id = x.user_id
                        WHERE x.token_id = t.id ORDER BY username_fold, username)), '')
FROM token_owners AS o CROSS JOIN tokens AS t ON t.id = o.token_id CROSS JOIN events.about AS a
LEFT JOIN credentials AS c ON c.device_kind = 'token' AND c.device = t.id
  AND NOT EXISTS (SELECT 1 FROM events.endings WHERE kind = 'credential' AND key = c.key)
LEFT JOIN events.seeds AS u ON u.seed = c.seed
WHERE o.user_id = ?1
ORDER BY t.serial, t.type, t.id
