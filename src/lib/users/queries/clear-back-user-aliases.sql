DELETE FROM user_aliases WHERE user_id IN (SELECT id FROM temp.back WHERE instr (before, '"aliases":'))
