DELETE FROM trash WHERE user_id IN (SELECT id FROM temp.back WHERE instr (before, '"trash":'))
