-- ?1 user, ?2 the user's own status: whether a group's status holds instead (S5)
SELECT EXISTS (SELECT 1 FROM memberships AS m CROSS JOIN groups AS g ON g.id = m.group_id
               WHERE m.user_id = ?1 AND g.status > ?2)
