DELETE FROM memberships
WHERE user_id IN (SELECT id FROM temp.chunk) AND group_id IN (SELECT id FROM temp.leaving_groups)
