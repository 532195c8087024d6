-- The number of the newest change of the events
SELECT max (id) FROM events.changes
