-- ?1 user
SELECT g.id, g.name, g.status FROM memberships AS m JOIN groups AS g ON g.id = m.group_id WHERE m.user_id = ?1
