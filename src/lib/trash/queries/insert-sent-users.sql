-- ?1 entry, ?2 now, ?3 origin, ?4 who sends, ?5 when they are purged; for the users of `chunk`, before they are
-- Disabled
INSERT INTO trash (user_id, origin, sent, sent_by, purge_at, status_before, until_before)
SELECT chunk.id, ?3, ?2, ?4, ?5, s.status, s.until
FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
ORDER BY chunk.id
