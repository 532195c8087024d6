-- Counts users in the Trash who are in any group of `leaving_groups`
SELECT count (DISTINCT m.user_id) FROM trash AS t JOIN memberships AS m ON m.user_id = t.user_id
WHERE m.group_id IN (SELECT id FROM temp.leaving_groups)
