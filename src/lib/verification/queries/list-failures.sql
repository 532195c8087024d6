-- ?1 user
SELECT attempt, application, factors FROM failures WHERE user_id = ?1 ORDER BY attempt DESC LIMIT 1000
