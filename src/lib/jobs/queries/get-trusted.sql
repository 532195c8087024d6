-- The last time that the clock was known to be right, unix seconds; before any job ran, the last entry's
SELECT coalesce ((SELECT trusted FROM lease), (SELECT time / 1000000 FROM head))
