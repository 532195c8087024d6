-- ?1 now, ?2 seconds in the Trash, ?3 entry undone. A user whom an undo returns to the Trash gets the whole period
-- again (J3), so one who leaves it and was touched since may have a new date.
UPDATE temp.back SET
  before = iif (instr (before, '"trash":{'), json_set (before, '$.trash.purge_at', ?1 + ?2), before),
  after = iif (instr (after, '"trash":{'),
               json_set (after, '$.trash.purge_at', (SELECT purge_at FROM trash WHERE user_id = back.id)), after)
WHERE (instr (before, '"trash":{') AND json_type (before, '$.trash') = 'object')
   OR (prev <> ?3 AND instr (after, '"trash":{') AND json_type (after, '$.trash') = 'object')
