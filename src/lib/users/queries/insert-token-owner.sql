-- Existing rows are silently ignored.
INSERT OR IGNORE INTO token_owners (user_id, token_id)
VALUES (?1, ?2)
