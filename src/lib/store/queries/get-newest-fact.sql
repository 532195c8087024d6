-- The time of an events file's newest fact (O9)
SELECT max (time) FROM (
  SELECT began AS time FROM about
  UNION ALL SELECT max (time) FROM logins
  UNION ALL SELECT max (time) FROM lockouts
  UNION ALL SELECT max (time) FROM exports)
