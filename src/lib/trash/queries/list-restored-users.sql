-- ?1 entry, ?2 now, ?3 whether with the previous status; the users of `chunk`, for gh_journal_rows()
WITH changes AS (
  SELECT chunk.id, s.last_op, s.status, s.until, s.restored, t.origin, t.sent, t.sent_by, t.purge_at,
         t.status_before, t.until_before,
         CASE WHEN NOT ?3 THEN s.status
              WHEN t.status_before = 1 AND t.until_before <= ?2 THEN 0
              ELSE t.status_before END AS new_status,
         CASE WHEN NOT ?3 THEN s.until
              WHEN t.status_before = 1 AND t.until_before <= ?2 THEN NULL
              ELSE t.until_before END AS new_until
  FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
  JOIN trash AS t ON t.user_id = chunk.id
)
SELECT id, last_op,
       '{' || iif (status <> new_status, '"status":' || status || ',', '') ||
       iif (until IS NOT new_until, '"until":' || coalesce (until, 'null') || ',', '') ||
       '"restored":' || coalesce (restored, 'null') || ',"trash":' ||
       json_object ('origin', origin, 'sent', sent, 'sent_by', sent_by, 'purge_at', purge_at,
                    'status_before', status_before, 'until_before', until_before) || '}',
       '{' || iif (status <> new_status, '"status":' || new_status || ',', '') ||
       iif (until IS NOT new_until, '"until":' || coalesce (new_until, 'null') || ',', '') ||
       '"restored":' || ?2 || ',"trash":null}'
FROM changes
ORDER BY id
