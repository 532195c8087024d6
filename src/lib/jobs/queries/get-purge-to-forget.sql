-- The newest entry that deleted users for good, if the events file may still know of them; by log_by_purge
SELECT max (seq) FROM log
WHERE operation IN ('user.purge', 'user.purge-due') AND seq > coalesce ((SELECT forgot FROM lease), 0)
