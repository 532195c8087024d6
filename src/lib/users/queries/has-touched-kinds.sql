-- ?1 an entry, ?2 JSON array of kinds: whether entries after it touched records of these
SELECT EXISTS (SELECT 1 FROM journal WHERE op > ?1 AND kind IN (SELECT value FROM json_each (?2)))
