-- ?1 an entry: the users that entries after it touched
SELECT id FROM journal WHERE op > ?1 AND kind = 'user'
