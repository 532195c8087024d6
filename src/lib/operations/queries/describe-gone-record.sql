-- ?1 entry, ?2 kind, ?3 id; key and label of a record that the entry removed
SELECT before ->> '$.key',
       coalesce (before ->> '$.username', before ->> '$.serial', nullif (before ->> '$.number', ''), before ->> '$.name')
FROM journal WHERE op = ?1 AND kind = ?2 AND id = ?3 AND before IS NOT NULL
