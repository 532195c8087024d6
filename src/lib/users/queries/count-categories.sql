-- ?1 now, ?2 seconds: all users, those with neither phone nor token, those without a login in the last ?2 seconds,
-- those in the Trash, which the others leave out. Counts the smaller sets: the enrolled, the recent logins.
WITH counted AS (
  SELECT (SELECT count (*) FROM users) - (SELECT count (*) FROM trash) AS total,
         (SELECT count (*)
          FROM (SELECT user_id FROM phone_owners UNION SELECT user_id FROM token_owners)
          WHERE user_id NOT IN (SELECT user_id FROM trash)) AS enrolled,
         (SELECT count (*) FROM events.logins AS n
          WHERE n.time > ?1 - ?2 AND n.user_id NOT IN (SELECT user_id FROM trash) AND
                EXISTS (SELECT 1 FROM user_status WHERE user_id = n.user_id)) AS lately
)
SELECT total, total - enrolled, total - lately, (SELECT count (*) FROM trash) FROM counted
