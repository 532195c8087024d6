-- Users with a status from a group, once for each such group
SELECT m.user_id, g.status FROM groups AS g CROSS JOIN memberships AS m ON m.group_id = g.id WHERE g.status <> 0
