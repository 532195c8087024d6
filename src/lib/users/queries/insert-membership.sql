INSERT INTO memberships (user_id, group_id) VALUES (?1, ?2)
