-- Of what is so already nothing is said.
INSERT OR IGNORE INTO memberships (user_id, group_id)
VALUES (?1, ?2)
