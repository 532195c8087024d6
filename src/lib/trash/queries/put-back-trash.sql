INSERT INTO trash (user_id, origin, sent, sent_by, purge_at, status_before, until_before)
SELECT id, before ->> '$.trash.origin', before ->> '$.trash.sent', before ->> '$.trash.sent_by',
       before ->> '$.trash.purge_at', before ->> '$.trash.status_before', before ->> '$.trash.until_before'
FROM temp.back WHERE instr (before, '"trash":{') AND json_type (before, '$.trash') = 'object'
