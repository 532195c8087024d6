SELECT count (*) FROM trash
