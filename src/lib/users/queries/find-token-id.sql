-- ?1 serial number in any case, ?2 type; the very one before others
SELECT id FROM tokens WHERE serial_fold = gh_search_fold (?1) AND type = ?2 ORDER BY serial = ?1 DESC, id LIMIT 1
