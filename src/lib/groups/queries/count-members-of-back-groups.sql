SELECT count (*) FROM memberships WHERE group_id IN (SELECT id FROM temp.back WHERE before IS NULL)
