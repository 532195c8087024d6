-- ?1 and ?2 as for list-inactive-users, ?3 now. Only who came back from the Trash and whose time to be spared has ended
-- since the last sweep of all (T5).
SELECT u.id
FROM user_status AS s
CROSS JOIN users AS u ON u.id = s.user_id
LEFT JOIN events.logins AS n ON n.user_id = u.id
WHERE s.restored <= ?2 AND s.restored > (SELECT swept FROM lease) - (?3 - ?2)
  AND u.directory_id IS NULL
  AND max (u.created, coalesce (n.time, 0), (SELECT began FROM events.about)) <= ?1
  AND NOT EXISTS (SELECT 1 FROM trash WHERE trash.user_id = u.id)
ORDER BY u.id
