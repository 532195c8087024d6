-- ?1 an entry, ?2 at the most so many: the records that the entries after it touched
SELECT kind, id FROM journal WHERE op > ?1 LIMIT ?2
