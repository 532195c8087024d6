-- ?1 now, ?2 seconds in the Trash. Who returns to the Trash by an undo has the whole period again (J3).
UPDATE temp.back SET before = json_set (before, '$.trash.purge_at', ?1 + ?2)
WHERE instr (before, '"trash":{') AND json_type (before, '$.trash') = 'object'
