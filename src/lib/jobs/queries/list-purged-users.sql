-- ?1 the newest entry; the users who were deleted since the last that was followed
SELECT j.id
FROM log CROSS JOIN journal AS j ON j.op = log.seq AND j.kind = 'user'
WHERE log.operation IN ('user.purge', 'user.purge-due')
  AND log.seq > coalesce ((SELECT forgot FROM lease), 0) AND log.seq <= ?1
ORDER BY log.seq, j.id
