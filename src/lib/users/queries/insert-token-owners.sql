-- ?1 token
INSERT INTO token_owners (user_id, token_id) SELECT id, ?1 FROM temp.chunk
