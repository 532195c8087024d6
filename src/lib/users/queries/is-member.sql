SELECT EXISTS (SELECT 1 FROM memberships WHERE user_id = ?1 AND group_id = ?2)
