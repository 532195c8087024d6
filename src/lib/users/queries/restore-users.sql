-- ?1 entry, ?2 now, ?3 whether with the old status; for the users of `chunk`. A Bypass that has since ended becomes
-- Active.
UPDATE user_status SET
  status = CASE WHEN NOT ?3 THEN status
                WHEN t.status_before = 1 AND t.until_before <= ?2 THEN 0
                ELSE t.status_before END,
  until = CASE WHEN NOT ?3 THEN until
               WHEN t.status_before = 1 AND t.until_before <= ?2 THEN NULL
               ELSE t.until_before END,
  restored = ?2,
  last_op = ?1
FROM temp.chunk CROSS JOIN trash AS t ON t.user_id = chunk.id
WHERE user_status.user_id = chunk.id
