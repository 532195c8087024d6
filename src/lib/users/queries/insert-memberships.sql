-- ?1 group
INSERT INTO memberships (user_id, group_id) SELECT id, ?1 FROM temp.chunk
