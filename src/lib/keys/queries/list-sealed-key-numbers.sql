SELECT DISTINCT key_number FROM sealed
