-- ?1 an entry: whether entries after it touched what users only refer to
SELECT EXISTS (SELECT 1 FROM journal WHERE op > ?1 AND kind IN ('group', 'directory'))
