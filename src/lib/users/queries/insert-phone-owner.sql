-- Existing rows are silently ignored.
INSERT OR IGNORE INTO phone_owners (user_id, phone_id)
VALUES (?1, ?2)
