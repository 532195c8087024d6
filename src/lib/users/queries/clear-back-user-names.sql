DELETE FROM user_names WHERE user_id IN
  (SELECT id FROM temp.back WHERE instr (before, '"username":') OR instr (before, '"aliases":'))
