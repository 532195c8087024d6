-- The last entry with a signature; 0: none
SELECT coalesce ((SELECT seq FROM log WHERE signature IS NOT NULL ORDER BY seq DESC LIMIT 1), 0)
