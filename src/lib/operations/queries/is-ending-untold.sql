-- Whether something ended that the events file does not have yet
SELECT coalesce ((SELECT max (id) FROM ended), 0) > coalesce ((SELECT max (id) FROM events.endings), 0)
