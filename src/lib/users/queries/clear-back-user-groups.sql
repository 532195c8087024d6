DELETE FROM memberships WHERE user_id IN (SELECT id FROM temp.back WHERE instr (before, '"groups":'))
