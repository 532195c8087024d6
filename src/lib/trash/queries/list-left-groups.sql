-- The users of `chunk` who left a group since they were sent to the Trash, which only its deletion does, with the names
-- of these groups as they were removed. Walks each user's history back to the row that sent them, past what was undone
-- (J3).
WITH RECURSIVE walk (id, op) AS (
  SELECT s.user_id, s.last_op FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
  UNION ALL
  SELECT walk.id, journal.prev
  FROM walk CROSS JOIN log ON log.seq = walk.op
    CROSS JOIN journal ON journal.op = coalesce (log.undoes, log.seq) AND journal.kind = 'user' AND journal.id = walk.id
  WHERE journal.prev < walk.op AND (log.undoes IS NOT NULL OR NOT coalesce (instr (journal.before, '"trash":'), 0))
)
SELECT users.username, group_concat (removed.before ->> '$.name', ', ')
FROM walk CROSS JOIN log ON log.seq = walk.op AND log.undoes IS NULL
  CROSS JOIN journal AS leaving ON leaving.op = walk.op AND leaving.kind = 'user' AND leaving.id = walk.id
  CROSS JOIN users ON users.id = walk.id
  LEFT JOIN journal AS removed ON removed.op = walk.op AND removed.kind = 'group'
    AND removed.id IN (SELECT value FROM json_each (leaving.before, '$.groups'))
WHERE instr (leaving.before, '"groups":') AND NOT instr (leaving.before, '"trash":')
GROUP BY walk.id
