-- ?1 entry; the statuses that undoing it would set on users and groups, and those of the groups that users would join
-- or leave
WITH changed (before, after) AS (
  SELECT before, after FROM journal WHERE op = ?1 AND instr (before, '"groups":') AND typeof (after) = 'text'
), moved (id) AS (
  SELECT each.value FROM changed JOIN json_each (before, '$.groups') AS each
  WHERE each.value NOT IN (SELECT value FROM json_each (after, '$.groups'))
  UNION
  SELECT each.value FROM changed JOIN json_each (after, '$.groups') AS each
  WHERE each.value NOT IN (SELECT value FROM json_each (before, '$.groups'))
)
SELECT CAST (before ->> '$.status' AS INTEGER) FROM journal
WHERE op = ?1 AND instr (before, '"status":')
UNION
SELECT status FROM groups WHERE id IN moved
