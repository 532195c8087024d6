-- ?1 user, ?2 an entry: who changed what about the user after it, latest first (O8); no index is needed,
-- because each journal row names the one before
WITH RECURSIVE history (op, prev, before) AS (
  SELECT j.op, j.prev, j.before FROM user_status AS s JOIN journal AS j
    ON j.op = s.last_op AND j.kind = 'user' AND j.id = ?1
  WHERE s.user_id = ?1 AND s.last_op > ?2
  UNION ALL
  SELECT j.op, j.prev, j.before FROM history JOIN journal AS j
    ON j.op = history.prev AND j.kind = 'user' AND j.id = ?1
  WHERE history.prev > ?2
)
SELECT log.time / 1000000, log.payload ->> '$.actor', history.before
FROM history JOIN log ON log.seq = history.op
ORDER BY history.op DESC
