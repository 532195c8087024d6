-- ?1 unix seconds: computers that were used since by the users in `leaving`, and by nobody outside this deletion (T4, V6)
SELECT count (*)
FROM (SELECT DISTINCT e.host FROM temp.leaving CROSS JOIN events.endpoints AS e ON e.user_id = leaving.id WHERE e.used > ?1)
  AS leaving_host
WHERE NOT EXISTS (SELECT 1 FROM events.endpoints AS other
                  WHERE other.host = leaving_host.host AND other.used > ?1
                    AND other.user_id NOT IN (SELECT id FROM temp.leaving))
