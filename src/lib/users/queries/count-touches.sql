-- ?1 an entry, ?2 at the most so many: how many records the entries after it touched
SELECT count (*) FROM (SELECT 1 FROM journal WHERE op > ?1 LIMIT ?2)
