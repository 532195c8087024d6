-- The users of `chunk` who, since they were sent to the Trash, left a group: nothing but its deletion does that.
-- Their histories are walked back to the row that sent them.
WITH RECURSIVE walk (id, op) AS (
  SELECT s.user_id, s.last_op FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
  UNION ALL
  SELECT walk.id, journal.prev
  FROM walk JOIN journal ON journal.op = walk.op AND journal.kind = 'user' AND journal.id = walk.id
  WHERE NOT coalesce (instr (journal.before, '"trash":'), 0)
)
SELECT count (DISTINCT walk.id)
FROM walk JOIN journal ON journal.op = walk.op AND journal.kind = 'user' AND journal.id = walk.id
WHERE instr (journal.before, '"groups":') AND NOT instr (journal.before, '"trash":')
