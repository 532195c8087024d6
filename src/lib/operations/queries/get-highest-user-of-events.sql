-- O10. Ids above what a double holds exactly were assigned by no program, and must not use up the rest.
SELECT max (coalesce ((SELECT max (user_id) FROM logins WHERE user_id < 9007199254740992), 0),
            coalesce ((SELECT max (user_id) FROM lockouts WHERE user_id < 9007199254740992), 0))
