-- The phones of `leaving_phones` from the users of `chunk`
DELETE FROM phone_owners
WHERE user_id IN (SELECT id FROM temp.chunk) AND phone_id IN (SELECT id FROM temp.leaving_phones)
