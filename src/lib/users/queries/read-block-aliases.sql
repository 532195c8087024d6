SELECT b.id, a.slot, a.alias FROM temp.block AS b CROSS JOIN user_aliases AS a ON a.user_id = b.id ORDER BY b.id
