-- O10. An id that no program gave, above all that a double holds exactly, does not use up those that are left.
SELECT max (coalesce ((SELECT max (user_id) FROM logins WHERE user_id < 9007199254740992), 0),
            coalesce ((SELECT max (user_id) FROM lockouts WHERE user_id < 9007199254740992), 0))
