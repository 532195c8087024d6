-- ?1 entry, ?2 kind: texts and salts of the rows before those that the entry has about the records of `chunk`
WITH RECURSIVE walk (op, id) AS (
  SELECT journal.prev, journal.id
  FROM temp.chunk CROSS JOIN journal ON journal.op = ?1 AND journal.kind = ?2 AND journal.id = chunk.id
  WHERE journal.prev IS NOT NULL
  UNION ALL
  SELECT journal.prev, journal.id
  FROM walk JOIN journal ON journal.op = walk.op AND journal.kind = ?2 AND journal.id = walk.id
  WHERE journal.prev IS NOT NULL
)
UPDATE journal SET before = NULL, after = NULL, salt = NULL
FROM walk WHERE journal.op = walk.op AND journal.kind = ?2 AND journal.id = walk.id
