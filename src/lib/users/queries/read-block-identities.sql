SELECT b.id, u.firstname, u.lastname FROM temp.block AS b CROSS JOIN users AS u ON u.id = b.id ORDER BY b.id
