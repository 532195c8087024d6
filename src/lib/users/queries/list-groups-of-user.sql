SELECT g.key, g.name, g.description, g.status
FROM memberships AS m JOIN groups AS g ON g.id = m.group_id
WHERE m.user_id = ?1 ORDER BY g.name_fold, g.name
