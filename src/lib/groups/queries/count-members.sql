-- Counts users outside the Trash who are in any group of `leaving_groups`
SELECT count (DISTINCT user_id) FROM memberships
WHERE group_id IN (SELECT id FROM temp.leaving_groups) AND user_id NOT IN (SELECT user_id FROM trash)
