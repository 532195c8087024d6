DELETE FROM token_owners WHERE user_id IN (SELECT id FROM temp.back WHERE instr (before, '"tokens":'))
