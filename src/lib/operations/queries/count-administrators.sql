SELECT count (*) FROM administrators
