SELECT user_id FROM phone_owners WHERE phone_id = ?1
