-- ?1 entry to undo: which of its users get back which token with a secret that somebody else has, or gets back, too (P1)
WITH back (user_id, token_id) AS MATERIALIZED (
  SELECT DISTINCT j.id, held.value
  FROM journal AS j
  CROSS JOIN temp.undo ON undo.kind = 'user' AND undo.id = j.id
  CROSS JOIN json_each (j.before, '$.tokens') AS held
  WHERE j.op = ?1 AND j.kind = 'user' AND instr (j.before, '"tokens":')
    AND NOT EXISTS (SELECT 1 FROM token_owners WHERE user_id = j.id AND token_id = held.value)
)
SELECT u.username, b.token_id
FROM back AS b
CROSS JOIN credentials AS c ON c.device_kind = 'token' AND c.device = b.token_id
CROSS JOIN users AS u ON u.id = b.user_id
WHERE EXISTS (SELECT 1 FROM token_owners WHERE token_id = b.token_id AND user_id <> u.id)
   OR EXISTS (SELECT 1 FROM back AS other WHERE other.token_id = b.token_id AND other.user_id <> u.id)
ORDER BY u.id, b.token_id
