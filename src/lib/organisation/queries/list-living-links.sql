-- ?1 now
SELECT user_id FROM enrolments WHERE expires > ?1 ORDER BY user_id
