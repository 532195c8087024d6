-- The phones of `joining` for the users of `chunk`
INSERT INTO phone_owners (user_id, phone_id)
SELECT user_id, phone_id FROM temp.joining WHERE user_id IN (SELECT id FROM temp.chunk)
