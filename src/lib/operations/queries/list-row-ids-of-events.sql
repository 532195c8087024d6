-- O10. The highest row id of each table that the events know of. Ids above what a double holds exactly were assigned by
-- no program, and must not use up the rest.
SELECT 'users', max (coalesce ((SELECT max (user_id) FROM logins WHERE user_id < 9007199254740992), 0),
                     coalesce ((SELECT max (user_id) FROM lockouts WHERE user_id < 9007199254740992), 0))
UNION ALL
SELECT 'ended', coalesce (max (id), 0) FROM endings WHERE id < 9007199254740992
