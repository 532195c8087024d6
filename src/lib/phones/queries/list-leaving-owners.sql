-- All users who have a phone of `leaving_phones`
SELECT DISTINCT o.user_id FROM temp.leaving_phones AS l CROSS JOIN phone_owners AS o ON o.phone_id = l.id
ORDER BY o.user_id
