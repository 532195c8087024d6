-- The payload of the last entry by which retention removed others
SELECT payload FROM log WHERE operation = 'log.apply-retention' ORDER BY seq DESC LIMIT 1
