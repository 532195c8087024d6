-- The most phones with a number that one user of the report holds; ?1: whether the report is of everybody
SELECT max (n) FROM (
  SELECT count (*) AS n FROM phone_owners AS o JOIN phones AS p ON p.id = o.phone_id
  WHERE p.number <> '' AND (?1 OR o.user_id IN (SELECT id FROM temp.report)) GROUP BY o.user_id)
