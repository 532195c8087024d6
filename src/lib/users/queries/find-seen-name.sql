SELECT line FROM temp.seen WHERE name_key = ?1
