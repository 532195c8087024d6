SELECT id, before, after FROM temp.back ORDER BY id
