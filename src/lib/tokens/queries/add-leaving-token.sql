-- ?1 token
INSERT INTO temp.leaving_tokens (id) VALUES (?1)
