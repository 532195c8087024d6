-- ?1 entry; the statuses that undoing it would set, of users and of groups
SELECT DISTINCT CAST (before ->> '$.status' AS INTEGER) FROM journal
WHERE op = ?1 AND instr (before, '"status":')
