-- ?1 entry
INSERT INTO user_status (user_id, last_op)
SELECT id, ?1 FROM temp.back WHERE before IS NOT NULL AND after IS NULL
