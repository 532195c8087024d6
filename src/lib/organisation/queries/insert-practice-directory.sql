INSERT INTO directories (id, key, name, name_key, last_op) VALUES (?1, ?2, ?3, gh_name_key (?3), ?4)
