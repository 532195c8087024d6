-- The users of `chunk` who, since they were sent to the Trash, left a group: nothing but its deletion does that.
-- Their histories are walked back to the row that sent them, past what was undone (J3).
WITH RECURSIVE walk (id, op) AS (
  SELECT s.user_id, s.last_op FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
  UNION ALL
  SELECT walk.id, journal.prev
  FROM walk CROSS JOIN log ON log.seq = walk.op
    CROSS JOIN journal ON journal.op = coalesce (log.undoes, log.seq) AND journal.kind = 'user' AND journal.id = walk.id
  WHERE journal.prev < walk.op AND (log.undoes IS NOT NULL OR NOT coalesce (instr (journal.before, '"trash":'), 0))
)
SELECT count (DISTINCT walk.id)
FROM walk CROSS JOIN log ON log.seq = walk.op AND log.undoes IS NULL
  CROSS JOIN journal ON journal.op = walk.op AND journal.kind = 'user' AND journal.id = walk.id
WHERE instr (journal.before, '"groups":') AND NOT instr (journal.before, '"trash":')
