-- The last minute of the authentication log that is over: the one before the newest (L2, J6)
SELECT number, hash FROM events.minutes ORDER BY number DESC LIMIT 1 OFFSET 1
