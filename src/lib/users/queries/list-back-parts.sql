-- What the chunk in `back` affects: removed, made, kept, texts and what else is stored beside the names, unlocked,
-- names, trash, groups, phones, tokens. NULL for nothing.
SELECT max (before IS NULL), max (before IS NOT NULL AND after IS NULL), max (before IS NOT NULL),
       max (instr (before, '"username":') OR instr (before, '"realname":') OR instr (before, '"firstname":') OR
            instr (before, '"lastname":') OR instr (before, '"email":') OR
            instr (before, '"notes":') OR instr (before, '"directory":') OR instr (before, '"external_id":') OR
            instr (before, '"last_sync":') OR instr (before, '"directory_disabled":')),
       max (instr (before, '"unlocked":') OR instr (before, '"unlocked_there":')),
       max (instr (before, '"username":') OR instr (before, '"aliases":')),
       max (instr (before, '"trash":')), max (instr (before, '"groups":')), max (instr (before, '"phones":')),
       max (instr (before, '"tokens":'))
FROM temp.back
