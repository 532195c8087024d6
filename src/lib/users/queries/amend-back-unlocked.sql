-- Unlocking is not undone (O5), so the undo does not claim it either.
UPDATE temp.back SET before = json_remove (before, '$.unlocked'), after = json_remove (after, '$.unlocked')
WHERE after IS NOT NULL AND instr (before, '"unlocked":')
