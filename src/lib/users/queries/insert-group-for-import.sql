-- ?1 key, ?2 name, ?3 entry
INSERT INTO groups (key, name, name_key, name_fold, last_op)
VALUES (?1, ?2, gh_name_key (?2), gh_search_fold (?2), ?3)
