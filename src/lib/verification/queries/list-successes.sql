-- ?1 user
SELECT factor, attempt FROM successes WHERE user_id = ?1
