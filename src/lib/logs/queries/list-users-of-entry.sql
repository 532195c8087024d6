-- ?1 entry
SELECT id FROM journal WHERE op = ?1 AND kind = 'user' ORDER BY id
