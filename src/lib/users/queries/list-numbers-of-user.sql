SELECT o.user_id, p.number FROM phone_owners AS o JOIN phones AS p ON p.id = o.phone_id WHERE o.user_id = ?1
