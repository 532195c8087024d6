SELECT count (*) FROM groups
