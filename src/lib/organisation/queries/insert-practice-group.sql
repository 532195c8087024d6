INSERT INTO groups (id, key, name, name_key, name_fold, description, status, directory_id, last_op)
VALUES (?1, ?2, ?3, gh_name_key (?3), gh_search_fold (?3), ?4, ?5, ?6, ?7)
