SELECT o.user_id, p.number FROM phone_owners AS o JOIN phones AS p ON p.id = o.phone_id ORDER BY o.user_id
