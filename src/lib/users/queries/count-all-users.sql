SELECT count (*) FROM users
