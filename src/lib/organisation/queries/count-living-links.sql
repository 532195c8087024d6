-- ?1 now
SELECT count (*) FROM enrolments WHERE expires > ?1 AND era = (SELECT era FROM organisation)
