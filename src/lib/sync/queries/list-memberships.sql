-- ?1 user
SELECT m.group_id, g.directory_id FROM memberships AS m JOIN groups AS g ON g.id = m.group_id
WHERE m.user_id = ?1
