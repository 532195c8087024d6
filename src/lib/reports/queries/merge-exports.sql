INSERT INTO exports (time, actor, what, format, query, rows, target)
SELECT time, actor, what, format, query, rows, target FROM backup.exports
EXCEPT
SELECT time, actor, what, format, query, rows, target FROM exports
ORDER BY time
