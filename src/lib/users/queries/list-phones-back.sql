-- ?1 entry to undo: lists in `joining` which phones its users get back
INSERT INTO temp.joining (user_id, phone_id)
SELECT DISTINCT j.id, held.value
FROM journal AS j
CROSS JOIN temp.undo ON undo.kind = 'user' AND undo.id = j.id
CROSS JOIN json_each (j.before, '$.phones') AS held
WHERE j.op = ?1 AND j.kind = 'user' AND instr (j.before, '"phones":')
  AND NOT EXISTS (SELECT 1 FROM phone_owners WHERE user_id = j.id AND phone_id = held.value)
