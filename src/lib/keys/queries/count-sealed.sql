SELECT count (*) FROM sealed
