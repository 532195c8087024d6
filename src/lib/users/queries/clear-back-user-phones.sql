DELETE FROM phone_owners WHERE user_id IN (SELECT id FROM temp.back WHERE instr (before, '"phones":'))
