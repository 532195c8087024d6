-- ?1 entry, ?2 kind, ?3 id
SELECT before, after IS NULL FROM journal WHERE op = ?1 AND kind = ?2 AND id = ?3
