-- Texts and salts of the earlier rows about those of `chunk`; the hashes stay, so the log can still be proved (J4).
WITH RECURSIVE walk (op, id) AS (
  SELECT r.last_op, r.id FROM temp.chunk CROSS JOIN phones AS r ON r.id = chunk.id
  UNION ALL
  SELECT journal.prev, journal.id
  FROM walk JOIN journal ON journal.op = walk.op AND journal.kind = 'phone' AND journal.id = walk.id
  WHERE journal.prev IS NOT NULL
)
UPDATE journal SET before = NULL, after = NULL, salt = NULL
FROM walk WHERE journal.op = walk.op AND journal.kind = 'phone' AND journal.id = walk.id
