-- ?1 user
SELECT application, factor, attempt FROM successes WHERE user_id = ?1
