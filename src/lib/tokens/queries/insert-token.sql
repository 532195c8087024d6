-- ?1 id, ?2 key, ?3 type, ?4 serial, ?5 entry
INSERT OR FAIL INTO tokens (id, key, type, serial, serial_fold, last_op)
VALUES (?1, ?2, ?3, ?4, gh_search_fold (?4), ?5)
