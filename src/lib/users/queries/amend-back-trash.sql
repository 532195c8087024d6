-- ?1 now, ?2 seconds in the Trash. Who returns to the Trash by an undo has the whole period again (J3), so who leaves
-- it may have been dated anew.
UPDATE temp.back SET
  before = iif (json_type (before, '$.trash') = 'object', json_set (before, '$.trash.purge_at', ?1 + ?2), before),
  after = iif (json_type (after, '$.trash') = 'object',
               json_set (after, '$.trash.purge_at', (SELECT purge_at FROM trash WHERE user_id = back.id)), after)
WHERE instr (before, '"trash":')
