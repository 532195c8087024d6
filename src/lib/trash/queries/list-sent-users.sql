-- ?1 entry, ?2 now, ?3 origin, ?4 who sends, ?5 when they are purged; the users of `chunk`, for
-- gh_journal_rows(). For a user already Disabled, only the Trash changes.
SELECT chunk.id, s.last_op,
       '{' || iif (s.status <> 2, '"status":' || s.status || ',', '') ||
              iif (s.until IS NOT NULL, '"until":' || s.until || ',', '') || '"trash":null}',
       '{' || iif (s.status <> 2, '"status":2,', '') || iif (s.until IS NOT NULL, '"until":null,', '') ||
       '"trash":' || json_object ('origin', ?3, 'sent', ?2, 'sent_by', ?4, 'purge_at', ?5,
                                  'status_before', s.status, 'until_before', s.until) || '}'
FROM temp.chunk CROSS JOIN user_status AS s ON s.user_id = chunk.id
ORDER BY chunk.id
