-- Unlocking is not undone (O5), so the undo does not claim it either.
UPDATE temp.back SET before = json_remove (before, '$.unlocked', '$.unlocked_there'),
                     after = json_remove (after, '$.unlocked', '$.unlocked_there')
WHERE after IS NOT NULL AND (instr (before, '"unlocked":') OR instr (before, '"unlocked_there":'))
