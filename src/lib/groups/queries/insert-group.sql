-- ?1 key, ?2 name, ?3 its name key, ?4 its fold, ?5 description, ?6 status, ?7 directory, ?8 entry
INSERT INTO groups (key, name, name_key, name_fold, description, status, directory_id, last_op)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
