-- ?1 user: whether a passcode of an app, a token or an SMS of the user's was ever accepted
SELECT EXISTS (SELECT 1 FROM successes WHERE user_id = ?1 AND factor BETWEEN 0 AND 2)
