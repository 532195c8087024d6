-- ?1 token, ?2 serial number, ?3 entry
UPDATE tokens SET serial = ?2, serial_fold = gh_search_fold (?2), last_op = ?3 WHERE id = ?1
