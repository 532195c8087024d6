SELECT number, minute, rows, before, hash FROM minutes ORDER BY number
