-- ?1 entry, ?2 kind, ?3 row id
SELECT prev, before, after, typeof (after), salt IS NULL FROM journal WHERE op = ?1 AND kind = ?2 AND id = ?3
