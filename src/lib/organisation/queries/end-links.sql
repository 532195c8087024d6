-- ?1 entry, ?2 now
UPDATE enrolments SET expires = ?2 WHERE user_id IN (SELECT id FROM temp.chunk)
