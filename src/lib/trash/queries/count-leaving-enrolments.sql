SELECT count (*) FROM enrolments WHERE user_id IN (SELECT id FROM temp.leaving)
