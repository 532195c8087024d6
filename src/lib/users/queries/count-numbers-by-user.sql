-- Phones with a number; a file has no other ones
SELECT o.user_id, count (*) FROM phone_owners AS o JOIN phones AS p ON p.id = o.phone_id
WHERE p.number <> '' GROUP BY o.user_id ORDER BY o.user_id
