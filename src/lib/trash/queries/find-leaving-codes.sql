SELECT id FROM bypass_codes WHERE user_id IN (SELECT id FROM temp.leaving) ORDER BY id
