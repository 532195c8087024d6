-- O10. The highest row id of each table that the events know of. Ids above what a double holds exactly were assigned by
-- no program, and must not use up the rest.
SELECT 'users', coalesce (max (id), 0)
FROM (SELECT max (user_id) AS id FROM logins WHERE user_id < 9007199254740992
      UNION ALL SELECT max (user_id) FROM lockouts WHERE user_id < 9007199254740992
      UNION ALL SELECT max (user_id) FROM application_lockouts WHERE user_id < 9007199254740992
      UNION ALL SELECT max (user_id) FROM attempts WHERE user_id < 9007199254740992
      UNION ALL SELECT max (user_id) FROM endpoints WHERE user_id < 9007199254740992
      UNION ALL SELECT max (user_id) FROM failures WHERE user_id < 9007199254740992
      UNION ALL SELECT max (user_id) FROM successes WHERE user_id < 9007199254740992)
UNION ALL
SELECT 'ended', coalesce (max (id), 0) FROM endings WHERE id < 9007199254740992
