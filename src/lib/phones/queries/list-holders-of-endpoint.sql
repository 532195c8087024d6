SELECT user_id FROM endpoint_owners WHERE endpoint_id = ?1
