SELECT id, before, after, prev FROM temp.back ORDER BY id
