-- All users, in the Trash or not, in any group of `leaving_groups`
SELECT DISTINCT user_id FROM memberships WHERE group_id IN (SELECT id FROM temp.leaving_groups) ORDER BY user_id
