-- ?1 key, ?2 name, ?3 e-mail address, ?4 role, ?5 now, ?6 entry
INSERT INTO administrators (key, name, name_fold, email, email_key, role, created, last_op)
VALUES (?1, ?2, gh_search_fold (?2), ?3, gh_name_key (?3), ?4, ?5, ?6)
