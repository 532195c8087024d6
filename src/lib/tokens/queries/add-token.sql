-- ?1 key, ?2 type, ?3 serial number, ?4 entry
INSERT INTO tokens (key, type, serial, serial_fold, last_op) VALUES (?1, ?2, ?3, gh_search_fold (?3), ?4)
