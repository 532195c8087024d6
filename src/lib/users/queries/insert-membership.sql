-- Existing rows are silently ignored.
INSERT OR IGNORE INTO memberships (user_id, group_id)
VALUES (?1, ?2)
