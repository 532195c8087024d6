-- How many users outside the Trash are in one of the groups of `leaving_groups`
SELECT count (DISTINCT user_id) FROM memberships
WHERE group_id IN (SELECT id FROM temp.leaving_groups) AND user_id NOT IN (SELECT user_id FROM trash)
