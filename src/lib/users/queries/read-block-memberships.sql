SELECT b.id, m.group_id FROM temp.block AS b CROSS JOIN memberships AS m ON m.user_id = b.id ORDER BY b.id
