INSERT INTO token_owners (user_id, token_id) VALUES (?1, ?2)
