-- ?1 user
SELECT e.name FROM endpoint_owners AS o JOIN endpoints AS e ON e.id = o.endpoint_id
WHERE o.user_id = ?1 ORDER BY e.name, e.id
