-- ?1: whether the report is of everybody
SELECT max (n) FROM (
  SELECT count (*) AS n FROM token_owners WHERE ?1 OR user_id IN (SELECT id FROM temp.report) GROUP BY user_id)
