-- ?1 now
SELECT count (*) FROM bypass_codes
WHERE ended IS NULL AND (expires IS NULL OR expires > ?1) AND era = (SELECT era FROM organisation)
